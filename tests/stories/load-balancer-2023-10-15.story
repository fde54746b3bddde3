# A load balancer update spreads traffic unevenly. Two hypotheses are wrong before somebody looks at the settings.
@zone America/New_York
@people amara=Amara Diallo, lee=Lee Novak, ines=Ines Moreau

2023-10-15 10:45 amara: /incident open Web stack outage: slow pages and errors sev2
+0m   amara: /incident detected Monitoring alerts: error rates and latency are rising
+0m   amara: /incident impact The primary web service answers slowly, with intermittent errors, and for some people not at all: user experience is down by 30%
10:50 amara: /incident page @engineering The web stack is slow
+0m   lee: /incident join
+0m   lee: /incident suspect The database is overloaded by more traffic than usual
11:15 lee: /incident ruledout H1 Queries and load of the database show nothing significant
+0m   lee: /incident suspect Congestion in the network
12:00 lee: /incident ruledout H2 The network analysis is inconclusive
+0m   lee: /incident escalate @DevOps Two suspicions are gone; we need the people who run the platform
+0m   lee: /incident escalate @Infrastructure The same, for the hardware and the load balancer
12:30 ines: /incident suspect The load balancer settings spread traffic unevenly
+0m   ines: /incident confirm H3 The settings are misconfigured: traffic is distributed unevenly
13:00 ines: /incident mitigated Load balancer settings rolled back to the last known good state, as a temporary fix
14:30 ines: /incident resolved Load balancer settings fine-tuned, and stricter change control in place
+0m   ines: /incident cause A misconfigured update of the load balancer settings spread traffic unevenly; some servers were overwhelmed, which slowed answers and caused errors
+0m   ines: /incident fix The load balancer settings were rolled back to the last known good state, then adjusted so that traffic is even; more monitoring was added to notice and prevent such a misconfiguration
+0m   lee: /incident improve Enhanced monitoring: watch load balancer settings and how traffic is distributed
+0m   lee: /incident improve Automated testing: test load balancer settings in the deployment pipeline
+0m   lee: /incident improve Documentation review: go through everything written about load balancer settings, for accuracy and clarity
+0m   amara: /incident task add Automated rollback script: develop a script that rolls load balancer settings back when something is wrong
+0m   amara: /incident task add Training: train the operations team in managing load balancer settings
+0m   amara: /incident task add Change control process: add review steps for changes of critical infrastructure
+5m   amara: /incident close
