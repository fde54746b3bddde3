using System.Data.Common;
using System.Diagnostics;
using Dapper;
using IncidentBot.Chat;
using IncidentBot.Chat.Cards;
using IncidentBot.People;
using IncidentBot.Storage;
using Microsoft.Extensions.Logging.Abstractions;
using NodaTime;

namespace IncidentBot.Benchmarks.Stores;

/// <summary>What a command takes beside 100,000 past incidents against 1,000, and in an incident of 10,000 entries against one of 10.</summary>
internal static class Growth
{
    private const int Few = 1_000;
    private const int Many = 100_000;
    private const int Warming = 300;
    private const int Times = 3_000;

    private static readonly string[] Life =
    [
        "open Web stack slow and failing sev2",
        "detected Monitoring: error rate above 5 %",
        "lead",
        "suspect The new load balancer settings",
        "confirm H1 One server gets all the traffic",
        "resolved Rolled back",
        "task add Test settings before deployment @me due in 2 weeks",
        "task done T1 Tested",
        "close",
    ];

    // Each ends as it began, so that it can be said again and again.
    private static readonly (string What, string[] Lines)[] Said =
    [
        ("note", ["note Error rate is at 12 % and rising"]),
        ("sev", ["sev 1", "sev 2"]),
        ("open", ["open Checkout fails"]),
        ("show", ["show"]),
        ("list", ["list"]),
    ];

    public static async Task RunAsync()
    {
        foreach (var store in new[] { "sqlite", "postgres" })
        {
            await PastAsync(store);
            await LengthAsync(store);
        }
    }

    private static async Task PastAsync(string store)
    {
        await using var places = await Databases.TakeAsync(store);
        await using var few = await GrownBot.StartAsync(store, places.Ours, Few);
        await using var many = await GrownBot.StartAsync(store, places.Bare, Many);
        foreach (var (what, lines) in Said)
        {
            Compare($"{store}, {what}, beside {Few} and {Many} past incidents", await AlternateAsync(few, many, lines));
        }
    }

    private static async Task LengthAsync(string store)
    {
        await using var places = await Databases.TakeAsync(store);
        await using var few = await GrownBot.StartAsync(store, places.Ours, 0);
        await using var many = await GrownBot.StartAsync(store, places.Bare, 0);
        await few.FillAsync(10);
        await many.FillAsync(10_000);
        Compare($"{store}, sev, in an incident of 10 and 10000 entries", await AlternateAsync(few, many, ["sev 1", "sev 2"], 400));
        Compare($"{store}, note, in an incident of 10 and 10000 entries", await AlternateAsync(few, many, ["note Rising"], 400));
    }

    private static async Task<(double[] Few, double[] Many)> AlternateAsync(GrownBot few, GrownBot many, string[] lines, int times = Times)
    {
        var (first, second) = (new List<double>(), new List<double>());
        for (var i = 0; i < Warming + times; i++)
        {
            var line = lines[i % lines.Length];
            var (one, other) = (await few.TimeAsync(line), await many.TimeAsync(line));
            if (i >= Warming)
            {
                first.Add(one);
                second.Add(other);
            }
        }

        return ([.. first.Order()], [.. second.Order()]);
    }

    private static void Compare(string what, (double[] Few, double[] Many) times)
    {
        var (few, many) = times;
        Console.WriteLine(
            $"{what}: median {Middle(few):0} and {Middle(many):0} µs, ratio {Middle(many) / Middle(few):0.00}; p99 {High(few):0} and {High(many):0} µs"
        );
    }

    private static double Middle(double[] ordered) => ordered[ordered.Length / 2];

    private static double High(double[] ordered) => ordered[ordered.Length * 99 / 100];

    /// <summary>A bot with a past, and one incident that is open.</summary>
    private sealed class GrownBot : IAsyncDisposable
    {
        private static readonly string[] Tables =
        [
            "incidents",
            "incident_events",
            "corrective_tasks",
            "channels",
            "posted_messages",
            "inbound_messages",
        ];

        private readonly Bot _bot;
        private readonly Person _amara = new("web:amara", "Amara Diallo");
        private string _channel = "general";
        private int _message;

        private GrownBot(Bot bot) => _bot = bot;

        public static async Task<GrownBot> StartAsync(string store, string place, int past)
        {
            Dialect dialect = store == "postgres" ? new PostgresDialect(place) : new SqliteDialect(place);
            var grown = new GrownBot(
                await Bot.StartAsync(dialect, SystemClock.Instance, NullLoggerFactory.Instance, CancellationToken.None)
            );
            for (var i = 1; i <= Math.Min(past, Few); i++)
            {
                await grown.TimeAsync(Life[0]);
                foreach (var line in Life[1..])
                {
                    await grown.TimeAsync($"INC-{i} {line}");
                }
            }

            await grown._bot.Relay.DrainAsync(CancellationToken.None);
            await grown.CopyAsync(past);
            await grown.TimeAsync(Life[0]);
            await grown._bot.Relay.DrainAsync(CancellationToken.None);
            grown._channel = $"inc-{past + 1}-web-stack-slow-and-failing";
            await grown.TimeAsync("lead");
            return grown;
        }

        public async Task FillAsync(int entries)
        {
            await Task.WhenAll(Enumerable.Range(0, entries).Select(_ => TimeAsync("note Error rate is at 12 % and rising")));
            await _bot.Relay.DrainAsync(CancellationToken.None);
        }

        public async Task<double> TimeAsync(string words)
        {
            var id = $"growth/{Interlocked.Increment(ref _message)}";
            var began = Stopwatch.GetTimestamp();
            var reply = await _bot.Desk.HandleAsync(
                new Inbound(_amara, "UTC", new Place("web", _channel), words, id),
                CancellationToken.None
            );
            var took = Stopwatch.GetElapsedTime(began).TotalMicroseconds;
            return reply.Outcome is Outcome.Recorded or Outcome.Answered
                ? took
                : throw new InvalidOperationException($"{words}: {PlainTextCard.Render(reply.Card)}");
        }

        public ValueTask DisposeAsync() => _bot.DisposeAsync();

        // The thousand real ones again and again, each time under other numbers.
        private async Task CopyAsync(int past)
        {
            for (var from = Few; from < past; from *= 2)
            {
                var (offset, most) = (from, past - from);
                await _bot.Database.WriteAsync(
                    async transaction =>
                    {
                        foreach (var table in Tables)
                        {
                            await CopyAsync(transaction, table, offset, most);
                        }

                        await transaction.Connection!.ExecuteAsync("update counters set value = @past", new { past }, transaction);
                        return 0;
                    },
                    CancellationToken.None
                );
            }

            await _bot.Database.WriteAsync(
                transaction => transaction.Connection!.ExecuteAsync("analyze;", transaction: transaction),
                CancellationToken.None
            );
        }

        private static async Task CopyAsync(DbTransaction transaction, string table, int offset, int most)
        {
            var columns = new List<string>();
            await using (
                var reader = await transaction.Connection!.ExecuteReaderAsync($"select * from {table} limit 0", transaction: transaction)
            )
            {
                columns.AddRange(Enumerable.Range(0, reader.FieldCount).Select(reader.GetName));
            }

            var number =
                table == "incidents" ? "number"
                : table == "inbound_messages" ? null
                : "incident";
            var values = columns.Select(column =>
                column == number ? $"{column} + {offset}"
                : column is "channel" or "id" ? $"{column} || '+{offset}'"
                : column
            );
            var limit = number is null ? "" : $" where {number} <= {most}";
            await transaction.Connection!.ExecuteAsync(
                $"insert into {table} ({string.Join(", ", columns)}) select {string.Join(", ", values)} from {table}{limit}",
                transaction: transaction,
                commandTimeout: 600
            );
        }
    }
}
