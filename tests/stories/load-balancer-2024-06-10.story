# A routine update of the load balancer. The service is back before the incident is declared over.
@zone GMT
@people amara=Amara Diallo, lee=Lee Novak, ines=Ines Moreau, noor=Noor Haddad

2024-06-10 15:00 amara: /incident open Service outage of the primary web application sev1
+0m   amara: /incident detected Monitoring alert: server errors spiked
15:02 lee: /incident join
+0m   lee: /incident note On-call engineer confirms the issue and begins to investigate
15:05 lee: /incident escalate @DevOps The primary web application is down
+0m   lee: /incident impact Approximately 85% of users cannot reach the service
15:10 ines: /incident suspect A problem with the connections to the database, from the server logs
15:20 ines: /incident ruledout H1 The database is healthy and working
# Since when an attack was suspected nobody wrote down: some time after the database was cleared.
15:30 noor: /incident suspect at ? A DDoS attack
+0m   noor: /incident ruledout H2 The network team sees no unusual traffic
15:45 ines: /incident suspect The load balancer settings: they were changed recently
16:00 ines: /incident confirm H3 The load balancer is misconfigured, the likely root cause
16:15 ines: /incident mitigated Configuration rolled back to its state before the update
16:30 ines: /incident note Services begin to recover gradually
17:00 amara: /incident restored Full functionality is back and verified for all users
17:15 amara: /incident resolved The end of the incident is declared
+0m   ines: /incident cause A routine update changed the load balancer configuration so that traffic was routed wrongly: some servers were overloaded and crashed while others got none, and the service was unavailable
+0m   ines: /incident fix The load balancer configuration was rolled back to its state before the update; traffic was even again and the servers recovered. More testing confirmed that the load balancer works, before the incident was declared resolved
+0m   lee: /incident improve Load balancer configuration management: stricter version control and automated testing of load balancer configurations
+0m   lee: /incident improve Enhanced monitoring: a finer look at traffic distribution and server load, to see an imbalance sooner
+0m   lee: /incident improve Incident response training: sessions for engineering and DevOps on load balancer issues
+0m   amara: /incident task add Patch the load balancer software
+0m   amara: /incident task sub T1 Test every update thoroughly in staging before it is deployed
+0m   amara: /incident task add Add monitoring
+0m   amara: /incident task sub T3 Integrate tools that alert on odd traffic routing and overloaded servers
+0m   amara: /incident task add Update the documentation
+0m   amara: /incident task sub T5 Put the new checks and balances into the configuration management documents
+0m   amara: /incident task add Conduct a postmortem meeting
+0m   amara: /incident task sub T7 Go through the incident with all teams: what went wrong, and how to improve
+0m   amara: /incident task add Implement automation
+0m   amara: /incident task sub T9 Develop scripts that roll a configuration back swiftly
+5m   amara: /incident close
