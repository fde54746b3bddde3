# An online shop cannot be reached. Half an hour goes into an attack that is none.
@zone UTC
@people amara=Amara Diallo, lee=Lee Novak, noor=Noor Haddad

2024-06-05 14:30 amara: /incident open Web stack outage on the e-commerce platform sev1
+0m   amara: /incident detected Automated monitoring: high latency and timeout errors
+0m   amara: /incident impact The e-commerce site cannot be reached: customers cannot browse, order or use their accounts. Approximately 85% of users are affected, sales and customer service are disrupted
14:32 amara: /incident page at 14:32 @oncall The on-call engineer gets an alert by SMS and email
14:35 lee: /incident ack
+0m   lee: /incident note First investigation: the logs point to overloaded web servers
14:40 lee: /incident suspect A DDoS attack
+0m   lee: /incident note Starting to put DDoS mitigation in place
14:50 lee: /incident escalate @network-operations A deeper analysis of the traffic
15:00 noor: /incident ruledout H1 The network team finds no sign of an attack from outside; back to our own configuration
+0m   lee: /incident suspect Our own configuration
15:10 lee: /incident confirm H2 The load balancer logs were reviewed: it is misconfigured
15:15 lee: /incident mitigated Configuration corrected; traffic distribution is normal again
15:20 lee: /incident note Gradual recovery as the servers stabilise
15:45 amara: /incident restored Full service is back; monitoring goes on to make sure that it stays stable
+0m   amara: /incident resolved The outage is over
+0m   lee: /incident cause A recent update misconfigured the load balancer: all traffic went to a single web server instead of several, which was overloaded and crashed, and the site could not be reached
+0m   lee: /incident fix The load balancer configuration was corrected: round robin is on again and the weights are even, so that all web servers share the load; traffic and performance returned to normal
+0m   noor: /incident improve Review every configuration change in staging before it is deployed
+0m   noor: /incident improve More monitoring of the load balancers, to detect odd configurations
+0m   noor: /incident improve Better alerting that tells an internal misconfiguration from an outside threat such as DDoS
+0m   amara: /incident task add Update the configuration management process
+0m   amara: /incident task sub T1 Write detailed documents on load balancer settings and how to update them
+0m   amara: /incident task sub T1 A checklist for configuration changes, with a peer review
+0m   amara: /incident task add Enhance monitoring and alerts
+0m   amara: /incident task sub T4 Alerts for unusual traffic patterns and server load
+0m   amara: /incident task sub T4 Automated health checks of the load balancers that verify the traffic distribution
+0m   amara: /incident task add Training and knowledge sharing
+0m   amara: /incident task sub T7 Train the operations team on why load balancer configurations matter
+0m   amara: /incident task sub T7 Share this postmortem with the whole engineering team
+0m   amara: /incident task add Conduct regular audits
+0m   amara: /incident task sub T10 Schedule regular audits of critical system configurations
+0m   amara: /incident task sub T10 Use automated tools that check for configuration drift and tell the team
+5m   amara: /incident close
