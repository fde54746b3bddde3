using System.CommandLine;
using System.Globalization;
using IncidentBot.Server.Settings;
using IncidentBot.Storage;

namespace IncidentBot.Server.CommandLine;

/// <summary><c>migrate-store --from FILE --to CONNECTION</c>: moves from SQLite to PostgreSQL.</summary>
internal static class MigrateStoreVerb
{
    private static readonly Option<string> From = new("--from")
    {
        Description = "The SQLite file. It is only read.",
        HelpName = "FILE",
        Required = true,
    };

    private static readonly Option<string?> To = new("--to")
    {
        Description =
            "The PostgreSQL database, which has to be empty. Without it, the settings' ConnectionStrings__IncidentBot, so that no password stands on the command line.",
        HelpName = "CONNECTION",
    };

    public static Command Create()
    {
        var verb = new Command(
            "migrate-store",
            "Copies everything from a SQLite file to an empty PostgreSQL database, and compares both before it is final. Stop the bot before."
        )
        {
            From,
            To,
        };
        verb.SetAction(RunAsync);
        return verb.WithExamples(
            "Database__Provider=postgres ConnectionStrings__IncidentBot='Host=db;Database=incidentbot;Username=bot;Password=…' incidentbot migrate-store --from data/incidentbot.db",
            "incidentbot migrate-store --from data/incidentbot.db --to \"Host=/var/run/postgresql;Database=incidentbot\""
        );
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var from = Path.GetFullPath(parsed.GetRequiredValue(From));
        var to = Target(parsed);
        long rows = 0;
        await StoreCopy.CopyAsync(from, to, copied => rows += Tell(copied), cancellation);
        Console.Out.WriteLine(
            $"{to.Place}: {rows.ToString("N0", CultureInfo.InvariantCulture)} rows, each compared with {from}. Start the bot with Database__Provider=postgres."
        );
        return ExitStatus.Ok;
    }

    private static PostgresDialect Target(ParseResult parsed)
    {
        if (parsed.GetValue(To) is { } named)
        {
            return PostgresDialect.Understands(named)
                ? new PostgresDialect(named)
                : throw new RefusedException("--to names no PostgreSQL database; write \"Host=…;Database=…;Username=…;Password=…\".");
        }

        var settings = Configuration.Settings<DatabaseSettings>([]);
        return settings.IsPostgres
            ? (PostgresDialect)settings.Dialect
            : throw new RefusedException(
                "Where to? Give --to \"Host=…;Database=…;Username=…\", or set Database__Provider=postgres and ConnectionStrings__IncidentBot."
            );
    }

    private static long Tell(CopiedTable copied)
    {
        if (!Console.IsErrorRedirected)
        {
            Console.Error.WriteLine($"  {copied.Name}: {copied.Rows.ToString("N0", CultureInfo.InvariantCulture)} rows");
        }

        return copied.Rows;
    }
}
