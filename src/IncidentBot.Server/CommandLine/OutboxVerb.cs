using System.CommandLine;
using IncidentBot.Outbox;
using IncidentBot.Server.Settings;
using Microsoft.Extensions.Logging.Abstractions;
using NodaTime;

namespace IncidentBot.Server.CommandLine;

/// <summary><c>outbox</c>: shows what was given up; <c>outbox retry</c> has it taken up again. The bot may run.</summary>
internal static class OutboxVerb
{
    private static readonly Argument<string> Which = new("id")
    {
        Description = "Which, as the list names it; all for all of them.",
        HelpName = "ID|all",
    };

    public static Command Create()
    {
        var retry = new Command("retry", "Has deliveries taken up again that were given up; a running bot does it within seconds.")
        {
            Which,
        };
        retry.SetAction(RetryAsync);
        var verb = new Command("outbox", "Shows what the bot could not deliver and has given up, with the reason.")
        {
            retry.WithExamples("incidentbot outbox retry all", "incidentbot outbox retry INC-42/17.0@slack"),
        };
        verb.SetAction(ListAsync);
        return verb.WithExamples("incidentbot outbox", "incidentbot outbox retry all");
    }

    private static async Task<int> ListAsync(ParseResult parsed, CancellationToken cancellation)
    {
        await using var bot = await OpenAsync(parsed, cancellation);
        var givenUp = await bot.Database.ReadAsync(GivenUp.ListAsync, cancellation);
        foreach (var one in givenUp)
        {
            Console.Out.WriteLine(
                $"{one.Id}  {one.At:uuuu-MM-dd HH:mm} UTC  {one.Platform}  {one.Incident ?? "-"}  {one.What}, tried {one.Attempts} times: {one.Why}"
            );
        }

        if (givenUp.Count == 0)
        {
            Console.Out.WriteLine("Nothing was given up.");
        }

        return ExitStatus.Ok;
    }

    private static async Task<int> RetryAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var which = parsed.GetRequiredValue(Which);
        await using var bot = await OpenAsync(parsed, cancellation);
        var taken = await GivenUp.RetryAsync(
            bot.Database,
            which == "all" ? null : which,
            "the command line",
            bot.Clock.GetCurrentInstant(),
            cancellation
        );
        if (taken == 0 && which != "all")
        {
            throw new RefusedException($"Nothing named {which} was given up. incidentbot outbox lists what was.");
        }

        Console.Out.WriteLine(taken == 1 ? "1 delivery is taken up again." : $"{taken} deliveries are taken up again.");
        return ExitStatus.Ok;
    }

    private static async Task<Bot> OpenAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var settings = Configuration.Settings<DatabaseSettings>(DatabaseOption.Overrides(parsed));
        return settings.IsPostgres || File.Exists(settings.File)
            ? await StartedBot.OpenAsync(settings, SystemClock.Instance, NullLoggerFactory.Instance, cancellation)
            : throw new RefusedException($"There is no database {settings.File}. Name it with --database FILE.");
    }
}
