using IncidentBot.Storage;

namespace IncidentBot.Server;

/// <summary>Whether the process lives, and whether it can take commands.</summary>
internal static class Health
{
    /// <summary>Maps <c>/health/live</c> and <c>/health/ready</c>.</summary>
    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/health/live", () => Results.Text("alive"));
        routes.MapGet("/health/ready", ReadyAsync);
    }

    private static async Task<IResult> ReadyAsync(Bot bot, CancellationToken cancellation)
    {
        try
        {
            var version = await SchemaVersion.ReadAsync(bot.Database, cancellation);
            return version == SchemaVersion.Newest
                ? Results.Text("ready")
                : NotReady($"The database is of version {version}; this bot works with version {SchemaVersion.Newest}.");
        }
        catch (StorageUnavailableException unavailable)
        {
            return NotReady(unavailable.Message);
        }
    }

    private static IResult NotReady(string sentence) => Results.Text(sentence, statusCode: StatusCodes.Status503ServiceUnavailable);
}
