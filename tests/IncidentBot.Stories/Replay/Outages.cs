namespace IncidentBot.Stories.Replay;

/// <summary>The facts of the five outages.</summary>
public static class Outages
{
    /// <summary>All five.</summary>
    public static TheoryData<Outage> All => [.. Five];

    internal static readonly Outage[] Five =
    [
        new("load-balancer-2023-10-15", "000_a4448180292e69c4.txt")
        {
            Duration = "3 h 45 min",
            Minutes = 225,
            ToCause = 105,
            Misled = 70,
            Percent = 30,
            When = ["2023-10-15 10:45 to 14:30", "UTC-4"],
            Timeline =
            [
                ("10:45", "error rates and latency"),
                ("10:50", "engineering"),
                ("10:50", "H1 suspected"),
                ("10:50", "database"),
                ("11:15", "nothing significant"),
                ("11:15", "network"),
                ("12:00", "inconclusive"),
                ("12:00", "DevOps"),
                ("12:00", "Infrastructure"),
                ("12:30", "distributed unevenly"),
                ("13:00", "rolled back to the last known good state, as a temporary fix"),
                ("14:30", "fine-tuned"),
                ("14:30", "stricter change control"),
            ],
            Facts =
            [
                "intermittent errors",
                "not at all",
                "30%",
                "misconfigured update of the load balancer settings",
                "servers were overwhelmed",
                "adjusted so that traffic is even",
                "more monitoring",
                "**H1** The database is overloaded by more traffic than usual (Lee Novak, 10:50–11:15): cost **25 min**",
                "**H2** Congestion in the network (Lee Novak, 11:15–12:00): cost **45 min**",
                "Together 1 h 10 min of 3 h 45 min (31 %)",
                "1 h 45 min of 3 h 45 min (47 %)",
                "**Temporary fix:** 13:00",
                "**Declared over:** 14:30",
            ],
            Improvements = ["monitoring", "deployment pipeline", "accuracy and clarity"],
            Tasks = [("rollback script", []), ("operations team", []), ("review steps for changes of critical infrastructure", [])],
        },
        new("load-balancer-2023-06-10", "001_c98aa2c2cd34fbaf.txt")
        {
            Duration = "4 h",
            Minutes = 240,
            ToCause = 120,
            Misled = 0,
            Percent = 90,
            When = ["2023-06-10 14:00 to 18:00", "UTC"],
            Timeline =
            [
                ("14:00", "incoming requests dropped"),
                ("time unknown", "deployment, the engineering team assumes"),
                ("time unknown", "network"),
                ("time unknown", "database"),
                ("time unknown", "nothing abnormal"),
                ("time unknown", "DevOps"),
                ("time unknown", "senior-engineers"),
                ("16:00", "bottleneck"),
                ("17:00", "services restarted"),
                ("18:00", "over"),
            ],
            Facts =
            [
                "complete outage",
                "approximately 90% of users",
                "one took most of the traffic, the others idled",
                "spread requests evenly over all backend servers",
                "clean state",
                "**H1** The recent deployment, the engineering team assumes (Lee Novak, time unknown): cost **up to 2 h (times unknown)**",
                "2 h of 4 h (50 %)",
                "**Service restored:** 17:00",
                "**Declared over:** 18:00",
            ],
            Improvements =
            [
                "load test",
                "abnormal traffic, error rates and load distribution",
                "configuration changes",
                "debugging and escalation",
            ],
            Tasks =
            [
                ("requests are spread evenly", []),
                ("abnormal traffic patterns", []),
                ("Load test the web stack", []),
                ("version control", []),
                ("incident response training", []),
            ],
        },
        new("load-balancer-2024-06-10", "002_c89342291e277f53.txt")
        {
            Duration = "2 h 15 min",
            Minutes = 135,
            ToCause = 60,
            Misled = 10,
            Percent = 85,
            When = ["2024-06-10 15:00 to 17:15", "GMT"],
            Timeline =
            [
                ("15:00", "server errors spiked"),
                ("15:02", "On-call engineer confirms"),
                ("15:05", "DevOps"),
                ("15:10", "database"),
                ("15:20", "healthy"),
                ("time unknown", "DDoS"),
                ("15:30", "network team sees no unusual traffic"),
                ("15:45", "changed recently"),
                ("16:00", "likely root cause"),
                ("16:15", "rolled back"),
                ("16:30", "recover gradually"),
                ("17:00", "Full functionality"),
                ("17:15", "end of the incident"),
            ],
            Facts =
            [
                "Approximately 85% of users",
                "routine update",
                "some servers were overloaded and crashed while others got none",
                "before the update",
                "confirmed that the load balancer works",
                "(Ines Moreau, 15:10–15:20): cost **10 min**",
                "**H2** A DDoS attack (Noor Haddad, time unknown–15:30): cost **up to 10 min (times unknown)**",
                "1 h of 2 h 15 min (44 %)",
                "**Temporary fix:** 16:15",
                "**Service restored:** 17:00",
                "**Declared over:** 17:15",
            ],
            Improvements = ["stricter version control and automated testing", "imbalance sooner", "Incident response training"],
            Tasks =
            [
                ("Patch the load balancer", ["staging"]),
                ("Add monitoring", ["odd traffic routing and overloaded servers"]),
                ("Update the documentation", ["checks and balances"]),
                ("postmortem meeting", ["what went wrong"]),
                ("Implement automation", ["swiftly"]),
            ],
        },
        new("load-balancer-2024-01-19", "003_4ca295bf434b33d8.txt")
        {
            Duration = "3 h 30 min",
            Minutes = 210,
            ToCause = 150,
            Misled = 30,
            Percent = 20,
            When = ["2024-01-19 15:00 to 18:30", "SAST (UTC+2)"],
            Timeline =
            [
                ("15:00", "response times rise"),
                ("15:15", "uneven"),
                ("15:30", "database"),
                ("15:30", "health of the backend servers"),
                ("16:00", "infrastructure"),
                ("16:00", "load balancer configuration"),
                ("17:30", "prefer certain backend servers"),
                ("18:00", "temporary resolution"),
                ("18:30", "confirmed"),
            ],
            Facts =
            [
                "approximately 20% of users",
                "Sporadic disruptions",
                "flaw of its algorithm",
                "reverted to a stable version",
                "validated more strictly",
                "internal channels",
                "(Lee Novak, 15:30–16:00): cost **30 min**",
                "2 h 30 min of 3 h 30 min (71 %)",
                "**Temporary fix:** 18:00",
            ],
            Improvements = ["change management", "before they hurt", "before they are deployed"],
            Tasks =
            [
                ("review with the infrastructure team", []),
                ("for accuracy", []),
                ("training for the operations team", []),
                ("rolled back automatically", []),
            ],
        },
        new("load-balancer-2024-06-05", "004_fd0bf3760cdb6fad.txt")
        {
            Duration = "1 h 15 min",
            Minutes = 75,
            ToCause = 40,
            Misled = 20,
            Percent = 85,
            When = ["2024-06-05 14:30 to 15:45", "UTC"],
            Timeline =
            [
                ("14:30", "high latency and timeout errors"),
                ("14:32", "SMS and email"),
                ("14:35", "overloaded web servers"),
                ("14:40", "DDoS"),
                ("14:40", "mitigation"),
                ("14:50", "network-operations"),
                ("15:00", "network team finds no sign of an attack"),
                ("15:00", "Our own configuration"),
                ("15:10", "misconfigured"),
                ("15:15", "Configuration corrected"),
                ("15:20", "Gradual recovery"),
                ("15:45", "Full service is back"),
            ],
            Facts =
            [
                "cannot browse, order or use their accounts",
                "Approximately 85% of users",
                "sales and customer service",
                "all traffic went to a single web server",
                "round robin is on again and the weights are even",
                "(Lee Novak, 14:40–15:00): cost **20 min**",
                "40 min of 1 h 15 min (53 %)",
            ],
            Improvements = ["staging", "odd configurations", "outside threat such as DDoS"],
            Tasks =
            [
                ("configuration management process", ["how to update them", "peer review"]),
                ("monitoring and alerts", ["server load", "health checks"]),
                ("knowledge sharing", ["operations team", "whole engineering team"]),
                ("regular audits", ["critical system configurations", "drift"]),
            ],
        },
    ];
}
