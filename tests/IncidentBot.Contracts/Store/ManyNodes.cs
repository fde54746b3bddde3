using System.Collections.Concurrent;
using Dapper;
using IncidentBot.Chat;
using IncidentBot.Chat.Cards;
using IncidentBot.Hypotheses;
using IncidentBot.Incidents;
using IncidentBot.Outbox;
using IncidentBot.People;
using IncidentBot.Reminders;
using IncidentBot.Storage;
using IncidentBot.Testing;
using Microsoft.Extensions.Logging.Abstractions;
using NodaTime;
using Npgsql;

namespace IncidentBot.Contracts.Store;

/// <summary>Three nodes on one database, each with connections of its own.</summary>
public sealed class ManyNodes(ITestOutputHelper output) : StoreContract(new PostgresTestDatabase())
{
    private const int Commands = 10_000;
    private const int People = 50;

    private readonly List<Bot> _nodes = [];

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        _nodes.Add(Bot);
        foreach (var name in new[] { "second", "third" })
        {
            var dialect = new PostgresDialect($"{((PostgresTestDatabase)TestDatabase).Connection};Application Name={name}");
            _nodes.Add(await Bot.StartAsync(dialect, Clock, NullLoggerFactory.Instance, Cancellation, _ => [Chat]));
        }
    }

    protected override async ValueTask LeaveAsync()
    {
        foreach (var node in _nodes.Skip(1))
        {
            await node.DisposeAsync();
        }
    }

    [Fact]
    public async Task Ten_thousand_commands_of_fifty_people_to_one_incident_lose_nothing()
    {
        var seed = Environment.TickCount;
        output.WriteLine($"Seed {seed}.");
        await RecordAsync("open X");

        await Task.WhenAll(Enumerable.Range(0, People).Select(person => Task.Run(() => TypeAsync(person, new Random(seed + person)))));

        var entries = (await ReplayedAsync()).Entries;
        Assert.Equal(Enumerable.Range(1, Commands + 1), entries.Select(entry => entry.Number));
        foreach (var own in entries.Skip(1).GroupBy(entry => entry.By.Id))
        {
            Assert.Equal(Enumerable.Range(0, Commands / People).Select(i => $"{own.Key} {i}"), own.Select(entry => entry.What.Words));
        }

        Assert.Equal(Commands + 1, await QueryAsync<long>("select sequence from incidents"));
        foreach (var node in _nodes)
        {
            await UntilAsync(async () => (await node.Store.FindAsync(new IncidentId(1), Cancellation))!.Sequence == Commands + 1);
        }
    }

    [Fact]
    public async Task The_note_of_a_month_is_told_once_by_whichever_node_comes_first()
    {
        for (var i = 1; i <= 2; i++)
        {
            await RecordAsync(
                $"open Load balancer sends all traffic to one server sev2",
                $"INC-{i} suspect The database",
                $"INC-{i} ruledout H1 Queries are normal",
                $"INC-{i} cause A configuration update of the load balancer",
                $"INC-{i} resolved Rolled back"
            );
        }

        Clock.Advance(NodaTime.Duration.FromDays(31));
        await Task.WhenAll(_nodes.Select(node => Task.Run(() => node.Digests.RunDueAsync(Cancellation))));
        await Task.WhenAll(_nodes.Select(node => Task.Run(() => node.Digests.RunDueAsync(Cancellation))));
        await UntilAsync(async () =>
        {
            await Task.WhenAll(_nodes.Select(node => node.Relay.DrainAsync(Cancellation)));
            return await QueryAsync<long>("select count(*) from outbox where id like 'patterns/%'") == 0;
        });

        Assert.Single(
            Chat.Posted("incidents"),
            text => text.Contains("What the incidents of the last twelve months have in common", StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task The_same_message_at_two_nodes_at_once_is_recorded_once_and_answered_alike()
    {
        await RecordAsync("open X");

        for (var i = 0; i < 100; i++)
        {
            var words = i % 4 == 0 ? $"open Number {i}" : $"INC-1 note {i}";
            var replies = await Task.WhenAll(_nodes.Select(node => Task.Run(() => SayAtAsync(node, words, $"m{i}"))));

            Assert.Single(replies.Select(Text).Distinct());
            Assert.All(replies, reply => Assert.Equal(Outcome.Recorded, reply.Outcome));
        }

        Assert.Equal(1 + 75, (await ReplayedAsync()).Sequence);
        Assert.Equal(1 + 25, await QueryAsync<long>("select count(*) from incidents"));
        Assert.Equal(1 + 25, await QueryAsync<long>("select max(number) from incidents"));
    }

    [Fact]
    public async Task What_a_node_presumes_and_is_over_is_decided_anew_by_what_the_database_has()
    {
        await RecordAsync("open X");
        // Those that come first ask the database what it has; what is known from then on is presumed.
        for (var i = 0; i < 3; i++)
        {
            await SayAtAsync(Bot, $"INC-1 note {i}", $"before {i}");
        }

        // Another node that is not heard.
        await Bot.Database.WriteAsync(
            """
            insert into incident_events (incident, sequence, kind, data, by_id, by_name, precision_of_time, occurred_from, occurred_to, zone, recorded_at)
            select incident, 5, kind, data, by_id, by_name, precision_of_time, occurred_from, occurred_to, zone, recorded_at from incident_events where sequence = 4;
            update incidents set sequence = 5
            """,
            new { },
            Cancellation
        );

        // By what memory has there is no such entry, and nothing would be recorded.
        var corrected = await SayAtAsync(Bot, "INC-1 correct #5 3", "a correction");
        await SayAtAsync(Bot, "INC-1 note 4", "after");

        Assert.Equal(Outcome.Recorded, corrected.Outcome);
        Assert.Equal(7, (await ReplayedAsync()).Sequence);
        Assert.Equal(7, await QueryAsync<long>("select sequence from incidents"));
    }

    [Fact]
    public async Task Incidents_opened_at_three_nodes_get_numbers_of_their_own()
    {
        var replies = await Task.WhenAll(
            Enumerable.Range(0, 60).Select(i => Task.Run(() => SayAtAsync(_nodes[i % 3], $"open Number {i}", null)))
        );

        Assert.Equal(Enumerable.Range(1, 60), replies.Select(reply => reply.Incident!.Value).Order());
    }

    [Fact]
    public async Task What_one_node_records_another_shows()
    {
        await RecordAsync("open X");
        await _nodes[1].Store.FindAsync(new IncidentId(1), Cancellation);

        await RecordAsync("INC-1 correct #1 Y");

        await UntilAsync(async () => (await _nodes[1].Store.FindAsync(new IncidentId(1), Cancellation))!.Title == "Y");
    }

    [Fact]
    public async Task A_node_that_could_not_listen_for_a_while_shows_nothing_that_is_over()
    {
        await RecordAsync("open X");
        await _nodes[1].Store.FindAsync(new IncidentId(1), Cancellation);
        var missed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _nodes[1].Database.News.Missed += () => missed.TrySetResult();

        await CutListenersAsync();
        await missed.Task.WaitAsync(Cancellation);
        await RecordAsync("INC-1 correct #1 Y");

        Assert.Equal("Y", (await _nodes[1].Store.FindAsync(new IncidentId(1), Cancellation))!.Title);
        await UntilAsync(() => Task.FromResult(_nodes[1].Database.News.IsComplete));
        await RecordAsync("INC-1 correct #1 Z");
        await UntilAsync(async () => (await _nodes[1].Store.FindAsync(new IncidentId(1), Cancellation))!.Title == "Z");
    }

    [Fact]
    public async Task Who_watches_at_one_node_hears_of_what_happens_at_another()
    {
        var (channels, incidents) = (new ConcurrentBag<string>(), new ConcurrentBag<IncidentId>());
        _nodes[1].WebMessages.Changed += channels.Add;
        _nodes[1].Store.ChangedElsewhere += incidents.Add;

        await RecordAsync("open X");
        await Bot.WebMessages.AddAsync("general", Cast.Amara, Card.Of("Hello"), null, Cancellation);

        await UntilAsync(() => Task.FromResult(channels.Contains("general") && incidents.Contains(new IncidentId(1))));
    }

    [Fact]
    public async Task Three_nodes_that_deliver_keep_the_order_of_a_conversation_and_do_nothing_twice()
    {
        await RecordAsync("open X");
        await Bot.Relay.DrainAsync(Cancellation);
        await RecordAsync([.. Enumerable.Range(0, 60).Select(i => $"INC-1 note Number {i:00}")]);

        await Task.WhenAll(_nodes.Select(node => Task.Run(() => DeliverAllAsync(node))));

        var posted = Chat.Posted("inc-1-x").Where(text => text.Contains("Number", StringComparison.Ordinal)).ToList();
        Assert.Equal(60, posted.Count);
        Assert.Equal(posted.OrderBy(text => text[text.IndexOf("Number", StringComparison.Ordinal)..], StringComparer.Ordinal), posted);
    }

    [Fact]
    public async Task What_is_delivered_is_what_the_database_has_although_memory_has_not_heard_of_it()
    {
        await RecordAsync("open X", "open Y", "INC-2 correct #1 Renamed");
        await Bot.Relay.DrainAsync(Cancellation);
        await RecordAsync("INC-1 sev 1");
        await Bot.Database.WriteAsync(
            """
            insert into incident_events
            select 1, (select max(sequence) + 1 from incident_events where incident = 1), kind, data, by_id, by_name, precision_of_time, occurred_from, occurred_to, zone, recorded_at
            from incident_events where incident = 2 and kind = (select kind from incident_events where incident = 2 and sequence = 2)
            """,
            new { },
            Cancellation
        );

        await Bot.Relay.DrainAsync(Cancellation);

        Assert.Contains(
            Chat.Done,
            call => call is { Kind: "edit", Where: "inc-1-x" } && call.Text.Contains("Renamed", StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task A_node_that_comes_back_after_its_lease_does_not_post_what_another_has_posted()
    {
        await RecordAsync("open X");
        await Bot.Relay.DrainAsync(Cancellation);
        await RecordAsync("INC-1 note Restarted");
        var claimed = await new OutboxQueue(Bot.Database).ClaimAsync(
            ["fake"],
            Clock.Now,
            Clock.Now + Duration.FromMinutes(2),
            Cancellation
        );

        Clock.Advance(Duration.FromMinutes(3));
        await _nodes[1].Relay.DrainAsync(Cancellation);
        var before = Chat.Done.Count;
        var reminders = new ReminderMessages(Bot.Database, Bot.Store, Clock);
        var deliverer = new Deliverer([Chat], Bot.Store, new PostedMessages(Bot.Database), reminders, Bot.Desk, Clock);
        foreach (var delivery in claimed)
        {
            await Assert.ThrowsAsync<LeaseOverException>(() => deliverer.DeliverAsync(delivery, Cancellation));
        }

        Assert.NotEmpty(claimed);
        Assert.Equal(before, Chat.Done.Count);
        Assert.Single(Chat.Posted("inc-1-x"), text => text.Contains("Restarted", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_is_due_happens_once_whoever_looks()
    {
        await RecordAsync("open X", "INC-1 suspect The database for 20m");
        Clock.Advance(Duration.FromMinutes(21));

        await Task.WhenAll(_nodes.Select(node => Task.Run(() => node.Wakeups.RunDueAsync(Cancellation))));

        Assert.Single((await ReplayedAsync()).Entries, entry => entry.What is TimeBoxEnded);
    }

    private async Task TypeAsync(int number, Random random)
    {
        var who = new Person($"fake:p{number}", $"Person {number}");
        for (var i = 0; i < Commands / People; i++)
        {
            var reply = await SayAtAsync(_nodes[random.Next(_nodes.Count)], $"INC-1 note {who.Id} {i}", $"{who.Id}/{i}", who);
            Assert.True(reply.Outcome == Outcome.Recorded, Text(reply));
        }
    }

    private static async Task DeliverAllAsync(Bot node)
    {
        while (
            await node.Database.ReadAsync(connection => connection.ExecuteScalarAsync<long>("select count(*) from outbox"), Cancellation)
            > 0
        )
        {
            await node.Relay.DrainAsync(Cancellation);
        }
    }

    private async Task CutListenersAsync()
    {
        await using var connection = new NpgsqlConnection(((PostgresTestDatabase)TestDatabase).Connection + ";Pooling=false");
        await connection.OpenAsync(Cancellation);
        await connection.ExecuteAsync(
            "select pg_terminate_backend(pid, 10000) from pg_stat_activity where datname = current_database() and query like 'listen %'"
        );
    }

    // What is heard is heard a moment later.
    private static async Task UntilAsync(Func<Task<bool>> holds)
    {
        while (!await holds())
        {
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, Cancellation);
        }
    }

    private Task<Reply> SayAtAsync(Bot node, string words, string? messageId, Person? who = null) =>
        node.Desk.HandleAsync(new Inbound(who ?? Cast.Amara, "UTC", General, words, messageId), Cancellation);
}
