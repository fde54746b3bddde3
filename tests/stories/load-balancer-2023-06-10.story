# A total outage. Nobody remembers when the wrong paths were taken, only in which order.
@zone UTC
@people amara=Amara Diallo, lee=Lee Novak, sam=Sam Okafor

2023-06-10 14:00 amara: /incident open Outage of the web stack debugging project sev1
+0m   amara: /incident detected A monitoring alert: error rates jumped and incoming requests dropped
+0m   amara: /incident impact A complete outage: nobody can reach the platform, approximately 90% of users are affected
16:00 lee: /incident suspect at ? The recent deployment, the engineering team assumes
+0m   lee: /incident ruledout H1 at ? Nothing in the deployment explains it
+0m   lee: /incident suspect at ? The network infrastructure
+0m   lee: /incident ruledout H2 at ? The network shows nothing abnormal
+0m   lee: /incident suspect at ? The performance of the database
+0m   lee: /incident ruledout H3 at ? The database shows nothing abnormal
+0m   lee: /incident escalate at ? @DevOps Further analysis and resolution
+0m   lee: /incident escalate at ? @senior-engineers Further analysis and resolution
+0m   sam: /incident suspect The load balancer settings
+0m   sam: /incident confirm H4 After long investigation: the settings are misconfigured, request routing has a bottleneck
17:00 sam: /incident restored Load balancer configuration corrected and the affected services restarted
18:00 amara: /incident resolved The outage is declared over
+0m   sam: /incident cause The load balancer was misconfigured and did not spread requests evenly over the backend servers: one took most of the traffic, the others idled, and the overloaded one became a bottleneck until everything was down
+0m   sam: /incident fix The load balancer configuration was updated to spread requests evenly over all backend servers, and the affected services were restarted into a clean state
+0m   lee: /incident improve Regular load testing: load test the web stack to find bottlenecks and misconfigurations
+0m   lee: /incident improve Automated monitoring: notice abnormal traffic, error rates and load distribution
+0m   lee: /incident improve Configuration management: manage and document configuration changes, so that they stay consistent everywhere
+0m   lee: /incident improve Incident response training: teach engineering and operations the protocols, effective debugging and escalation
+0m   amara: /incident task add Update the load balancer configuration so that requests are spread evenly
+0m   amara: /incident task add Implement automated monitoring for abnormal traffic patterns
+0m   amara: /incident task add Load test the web stack to find bottlenecks
+0m   amara: /incident task add Write better documentation of configuration changes, under version control
+0m   amara: /incident task add Hold incident response training for engineering and operations
+5m   amara: /incident close
