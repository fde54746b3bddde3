using IncidentBot.Outbox;

namespace IncidentBot.Server.CommandLine;

/// <summary>What the bot could not deliver and has given up, in one line.</summary>
internal static class OutboxDiagnosis
{
    public static Finding Of(IReadOnlyList<GivenUpDelivery> givenUp) =>
        givenUp.Count == 0
            ? new Finding(true, "outbox", "nothing was given up")
            : new Finding(
                false,
                "outbox",
                $"{givenUp.Count} deliveries were given up, the latest at {givenUp[0].At:uuuu-MM-dd HH:mm} UTC ({givenUp[0].Why}). incidentbot outbox lists them; incidentbot outbox retry all has them taken up again."
            );
}
