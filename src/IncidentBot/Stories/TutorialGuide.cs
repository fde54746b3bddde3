using IncidentBot.Chat.Cards;
using IncidentBot.Hypotheses;
using IncidentBot.Incidents;

namespace IncidentBot.Stories;

/// <summary>The colleague of the tutorial: looks at what the incident still lacks and says what to try next. Pure.</summary>
public static class TutorialGuide
{
    /// <summary>The next step.</summary>
    public static Prose Next(Incident incident)
    {
        var first = incident.FindHypothesis(1);
        var second = incident.FindHypothesis(2);
        return incident switch
        {
            { IsClosed: true } => Say(
                "That was it: ",
                "postmortem",
                $" shows the draft of {incident.Id}. Everything you typed is in it, and nothing that you did not. For a real incident, start with `open TITLE sev2`."
            ),
            { Commander: null } => Say(
                "Robin here, your colleague for this drill. Customers say the checkout is slow. Somebody has to lead; type ",
                "lead",
                ""
            ),
            _ when !Said<Detected>(incident) => Say(
                "You lead. How did we notice? Type ",
                "detected 5m ago Monitoring: checkout takes 9 seconds",
                ""
            ),
            _ when first is null => Say(
                "I see many slow queries. Say what you suspect, with a time box: ",
                "suspect The database is overloaded for 10m",
                ""
            ),
            _ when first.State == HypothesisState.Open => Say(
                "I looked: the database is idle, the queries wait for a connection. Rule it out: ",
                "ruledout H1 The database is idle",
                ""
            ),
            _ when second is null => Say(
                "The pool was cut to 5 connections in this morning's deployment. Suspect that: ",
                "suspect The connection pool is too small",
                ""
            ),
            _ when second.State == HypothesisState.Open => Say(
                "Five connections, all busy, it fits. ",
                "confirm H2 All five connections are busy",
                ""
            ),
            { MitigatedAt: null } => Say("I set the pool back to 50 by hand. Tell the timeline: ", "mitigated Pool set to 50 by hand", ""),
            _ when !Said<ImpactStated>(incident) => Say(
                "Who was hit, and how many? ",
                "impact About 20% of checkouts took over 8 seconds",
                ""
            ),
            { ResolvedAt: null } => Say("The dashboards are green. End the outage: ", "resolved Checkout answers within 300 ms again", ""),
            _ when !Said<CauseStated>(incident) => Say("For the postmortem: ", "cause A deployment cut the connection pool to 5", ""),
            _ when !Said<FixStated>(incident) => Say("And what ended it: ", "fix The pool is 50 again, in the configuration too", ""),
            { Tasks.IsEmpty: true } => Say(
                "Promise something, so that it does not come back: ",
                "task add Alert when the pool is nearly used up @me due in 2 weeks",
                ""
            ),
            _ => Say("Well done. Close it, and the postmortem is drafted: ", "close", ""),
        };
    }

    private static Prose Say(string before, string command, string after) => Prose.Of(before) + Prose.Code(command) + after;

    private static bool Said<T>(Incident incident)
        where T : IncidentEvent => incident.Entries.Exists(entry => entry.Counts && entry.What is T);
}
