# The right clue is seen after fifteen minutes, dropped for the database, and found again two hours later.
@zone Africa/Johannesburg
@people amara=Amara Diallo, lee=Lee Novak, ines=Ines Moreau

2024-01-19 15:00 amara: /incident open Load balancer outage: sporadic disruptions sev3
+0m   amara: /incident detected Automated monitoring: response times rise
+0m   amara: /incident impact Sporadic disruptions: approximately 20% of users meet sluggish answers and occasional errors
15:15 lee: /incident join
+0m   lee: /incident note Traffic from the load balancer is uneven, the investigating engineer finds
15:30 lee: /incident suspect The performance of the database, while looking at the health of the backend servers
16:00 lee: /incident ruledout H1 It was a mistake to dwell on the database
+0m   lee: /incident escalate @infrastructure Please look at the load balancer configuration
+0m   ines: /incident suspect The load balancer configuration
17:30 ines: /incident confirm H2 A misconfiguration makes the load balancer prefer certain backend servers
18:00 ines: /incident mitigated Traffic distribution adjusted, a temporary resolution
18:30 ines: /incident resolved The load balancer works properly again, confirmed
+0m   ines: /incident cause A recent update of the load balancer configuration brought in a flaw of its algorithm, so that traffic was distributed unevenly
+0m   ines: /incident fix The load balancer configuration was reverted to a stable version, and future changes are validated more strictly
+0m   amara: /incident update Regular updates went through internal channels, so that all teams knew how the investigation and the resolution stood
+0m   lee: /incident improve Strengthen change management with comprehensive tests of load balancer configurations
+0m   lee: /incident improve Monitor for uneven traffic and likely misconfigurations before they hurt
+0m   lee: /incident improve Automated tests of load balancer configurations before they are deployed
+0m   amara: /incident task add Post-incident review with the infrastructure team, to find preventive measures
+0m   amara: /incident task add Update the documents on load balancer configurations, for accuracy
+0m   amara: /incident task add Schedule training for the operations team, to spot and mend load balancer misconfigurations
+0m   amara: /incident task add Find out whether critical infrastructure changes can be rolled back automatically
+5m   amara: /incident close
