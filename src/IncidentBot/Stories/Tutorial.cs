using IncidentBot.Chat;
using IncidentBot.Incidents;

namespace IncidentBot.Stories;

/// <summary>A five-minute drill with the bot as the colleague. It pages nobody and counts in no statistics.</summary>
public static class Tutorial
{
    /// <summary>How it is said.</summary>
    public static Verb Verb { get; } =
        new(
            "tutorial",
            "",
            "Starts a five-minute drill with the bot as your colleague; it ends with a postmortem.",
            (_, _) =>
                new Open("Practice: the checkout is slow")
                {
                    IsDrill = true,
                    IsTutorial = true,
                    Severity = Severity.Sev3,
                }
        )
        {
            Aliases = ["practice", "test"],
            Examples = ["tutorial"],
            NeedsIncident = false,
        };
}
