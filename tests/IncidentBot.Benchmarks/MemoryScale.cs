using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using IncidentBot.Benchmarks.Jobs;
using IncidentBot.Import;
using IncidentBot.Memory;
using IncidentBot.Storage;
using IncidentBot.Testing;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;
using NodaTime;

namespace IncidentBot.Benchmarks;

/// <summary>
/// What remembering costs: a question over 100,000 past incidents (target: under 50 ms at p95), and what looking for past incidents adds to the
/// acknowledgement of <c>open</c> (target: under 2 ms), against the same bot that remembers nothing.
/// </summary>
internal static class MemoryScale
{
    private const int Usual = 100_000;
    private const int AtOnce = 256;
    private const int Questions = 300;
    private const int Opens = 200;
    private const int Rounds = 5;
    private static readonly Instant Start = Instant.FromUtc(2096, 3, 5, 10, 0);

    public static async Task RunAsync(string[] arguments)
    {
        var many = arguments is [var told] ? int.Parse(told, CultureInfo.InvariantCulture) : Usual;
        var folder = Directory.CreateTempSubdirectory("incidentbot-memory-").FullName;
        try
        {
            await AskAsync("SQLite", new SqliteDialect(Path.Combine(folder, "many.db")), many);
            if (await PostgresCluster.MissingAsync() is null)
            {
                var connection = await PostgresCluster.TakeDatabaseAsync();
                await AskAsync("PostgreSQL", new PostgresDialect(connection), many);
                await PostgresCluster.GiveBackAsync(connection);
            }

            await OpenAsync(folder);
        }
        finally
        {
            SqliteConnection.ClearAllPools();
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task AskAsync(string name, Dialect dialect, int many)
    {
        await using var bot = await Bot.StartAsync(dialect, new TestClock(), NullLoggerFactory.Instance, CancellationToken.None);
        var words = new Vocabulary(many);
        var filling = Stopwatch.StartNew();
        foreach (var chunk in Enumerable.Range(1, many).Chunk(AtOnce))
        {
            await Task.WhenAll(chunk.Select(i => RememberAsync(bot, words.Facts(), i)));
        }

        filling.Stop();
        var resemblances = new Resemblances(bot.Database);
        var (times, found) = (new List<double>(), 0);
        for (var i = 0; i < Questions; i++)
        {
            var question = words.Question();
            var watch = Stopwatch.StartNew();
            found += (await resemblances.FindAsync(question, null, 3, CancellationToken.None)).Length;
            times.Add(watch.Elapsed.TotalMilliseconds);
        }

        times.Sort();
        Console.WriteLine(
            $"{name}: similar over {many:N0} incidents (filled in {filling.Elapsed.TotalSeconds:0} s): p50 {times[Questions / 2]:0.0} ms, p95 {times[Questions * 95 / 100]:0.0} ms, slowest {times[^1]:0.0} ms; {found} found by {Questions} questions"
        );
    }

    private static Task RememberAsync(Bot bot, DocumentFacts facts, int number)
    {
        var source = $"{number}.md";
        return bot.Store.OpenAsync(
            $"memory/{number}",
            id => ImportedEvents.Decide(id, facts, source, source, Start),
            CancellationToken.None
        );
    }

    // Both with Quartz in their database, as the server runs; one has a past incident to be reminded of, the other's is private.
    private static async Task OpenAsync(string folder)
    {
        var clock = new BenchClock { Now = Start };
        await using var without = await BenchBot.StartAsync(Path.Combine(folder, "without.db"), clock, withQuartz: true);
        await using var with = await BenchBot.StartAsync(Path.Combine(folder, "with.db"), clock, withQuartz: true);
        foreach (var (bot, visible) in new[] { (without, " private"), (with, "") })
        {
            await bot.SayAsync("open Load balancer sends all traffic to one server" + visible);
            await bot.SayAsync("INC-1 resolved Rolled back");
        }

        var added = new List<double>();
        var base_ = new List<double>();
        for (var round = 0; round <= Rounds; round++)
        {
            var plain = await MedianAsync(without, clock);
            var recalling = await MedianAsync(with, clock);
            // The first is for the compiler.
            if (round > 0)
            {
                base_.Add(plain);
                added.Add(recalling - plain);
            }
        }

        added.Sort();
        base_.Sort();
        Console.WriteLine(
            $"open on SQLite with Quartz: {base_[Rounds / 2]:0.00} ms where nothing is remembered; looking for past incidents adds {added[Rounds / 2]:0.00} ms (from {added[0]:0.00} to {added[^1]:0.00} in {Rounds} rounds)"
        );
    }

    private static async Task<double> MedianAsync(BenchBot bot, BenchClock clock)
    {
        var times = new List<double>(Opens);
        for (var i = 0; i < Opens; i++)
        {
            clock.Now += Duration.FromSeconds(2);
            var watch = Stopwatch.StartNew();
            await bot.SayAsync("open Web stack slow and failing sev2");
            times.Add(watch.Elapsed.TotalMilliseconds);
        }

        times.Sort();
        return times[Opens / 2];
    }

    /// <summary>Invented words, a few of them in very many incidents and most in a few, as in every language; and those of operations.</summary>
    private sealed class Vocabulary(int seed)
    {
        private const int Words = 20_000;
        private const string Operations =
            "database load balancer certificate timeout latency queue cache deploy rollback disk memory network dns login payment api error server traffic replica";
        private static readonly string[] Syllables =
            "ba ce di fo gu ha ke li mo nu pa re si to vu wa ze chi dra fle gro kni mar nel pos qua rin sto tri wex".Split(' ');
        private static readonly string[] OperationsWords = Operations.Split(' ');
        private readonly Random _random = new(seed);

        public DocumentFacts Facts() =>
            new()
            {
                Title = Text(6),
                Impact = Text(12),
                Cause = Text(15),
                Resolution = Text(12),
                Entries = [],
                Improvements = ImmutableArray<string>.Empty,
            };

        public string Question() => Text(_random.Next(3, 9));

        private string Text(int words) => string.Join(' ', Enumerable.Range(0, words).Select(_ => Word()));

        private string Word()
        {
            if (_random.Next(4) == 0)
            {
                return OperationsWords[_random.Next(OperationsWords.Length)];
            }

            // The logarithm of the rank is even: Zipf's law.
            var rank = (int)Math.Exp(_random.NextDouble() * Math.Log(Words));
            var word = "";
            for (var left = rank + Syllables.Length * Syllables.Length; left > 0; left /= Syllables.Length)
            {
                word += Syllables[left % Syllables.Length];
            }

            return word;
        }
    }
}
