using System.Collections.Immutable;
using IncidentBot.Chat.Cards;
using IncidentBot.CorrectiveTasks;
using IncidentBot.Digests;
using IncidentBot.People;
using IncidentBot.Reminders;
using NodaTime;

namespace IncidentBot.Tests.Digests;

public sealed class WhatTheDigestSays
{
    private static readonly LocalDate Today = new(2026, 3, 9);

    private static readonly TeamBook Teams = new()
    {
        Members = TeamBook.None.Members.Add("Platform", ["@lee", "Ana Silva"]).Add("Network", ["slack:U9"]),
    };

    private static readonly DigestTask[] Tasks =
    [
        Task(1, 1, "Rotate the keys", "web:lee", "Lee Novak", due: -3),
        Task(1, 2, "Automate the rollback", "web:lee", "Lee Novak", due: -20),
        Task(2, 1, "Test the failover", null, "network", due: -8),
        Task(2, 2, "Write the runbook", "web:amara", "Amara Diallo", due: 6),
        Task(2, 3, "Audit the rules", "web:amara", "Amara Diallo", due: 7),
        Task(3, 1, "Alert on it", null, null, due: null),
        Task(4, 1, "Fix the script", "web:ana", "Ana Silva", due: -1) with
        {
            IsDone = true,
            Title = "Checkout <@web:lee|Lee Novak> slow",
        },
        Task(2, 4, "Tell the support", "web:lee", "Lee Novak", due: 0) with
        {
            IsDone = true,
        },
    ];

    [Fact]
    public void It_counts_what_is_overdue_due_and_done() =>
        Assert.Contains(
            "3 overdue, 1 due, 2 done; 6 open in all, 1 of them without an owner or a date.",
            Text(Tasks),
            StringComparison.Ordinal
        );

    [Fact]
    public void What_is_overdue_in_its_second_week_stands_first_and_the_oldest_of_all_on_top() =>
        InOrder(
            Text(Tasks),
            "Overdue for more than a week",
            "INC-1/T2 Automate the rollback — Lee Novak, 20 d overdue",
            "INC-2/T1 Test the failover — network, 8 d overdue",
            "Overdue",
            "INC-1/T1 Rotate the keys — Lee Novak, 3 d overdue",
            "Due in the next seven days",
            "INC-2/T2 Write the runbook — Amara Diallo, 2026-03-15",
            "Done in the last seven days",
            "INC-4/T1 Fix the script — Ana Silva",
            "All tasks done"
        );

    [Fact]
    public void Of_one_day_the_highest_priority_stands_first() =>
        InOrder(
            Text([
                Task(1, 1, "Tell the support", "web:lee", "Lee Novak", due: -3) with
                {
                    Priority = TaskPriority.P3,
                },
                Task(2, 1, "Rotate the keys", "web:lee", "Lee Novak", due: -3) with
                {
                    Priority = TaskPriority.P1,
                },
            ]),
            "INC-2/T1 Rotate the keys — Lee Novak, 3 d overdue, p1",
            "INC-1/T1 Tell the support — Lee Novak, 3 d overdue, p3"
        );

    [Fact]
    public void It_counts_by_owner_and_by_team_and_the_oldest_debt_stands_first() =>
        InOrder(
            Text(Tasks),
            "By team",
            "Platform: 2 overdue (oldest 20 d), 2 done",
            "Network: 1 overdue (oldest 8 d)",
            "By owner",
            "Lee Novak: 2 overdue (oldest 20 d), 1 done",
            "network: 1 overdue (oldest 8 d)",
            "Amara Diallo: 1 due",
            "Ana Silva: 1 done"
        );

    [Fact]
    public void Without_teams_it_counts_by_owner_alone() =>
        Assert.DoesNotContain(
            "By team",
            PlainTextCard.Render(new WeeklyDigest(Tasks, Today, new DigestOptions(), TeamBook.None).Card()),
            StringComparison.Ordinal
        );

    [Fact]
    public void An_incident_whose_tasks_are_all_done_is_named_and_one_with_open_ones_is_not()
    {
        var finished = Text(Tasks).Split("All tasks done")[1].Split("By team")[0];

        Assert.Contains("INC-4 Checkout Lee Novak slow", finished, StringComparison.Ordinal);
        Assert.DoesNotContain("INC-2", finished, StringComparison.Ordinal);
    }

    [Fact]
    public void Nobody_is_notified() =>
        Assert.Empty(
            Card([Task(1, 1, "Ask <@web:lee|Lee Novak>", "web:lee", "Lee Novak", -1)])
                .Parts.OfType<Listing>()
                .SelectMany(part => part.Lines)
                .SelectMany(line => line.Spans)
                .OfType<MentionSpan>()
        );

    [Fact]
    public void An_empty_week_says_so_in_a_sentence() =>
        Assert.Equal("None is open, and none was done.", Assert.IsType<Paragraph>(Assert.Single(Card([]).Parts)).Text.ToPlainText());

    [Fact]
    public void A_flood_is_cut_with_a_word_on_where_the_rest_is()
    {
        var text = Text([.. Enumerable.Range(1, 40).Select(number => Task(1, number, "X", null, $"Owner {number}", -30))]);

        Assert.Contains("and 25 more: `task list overdue`", text, StringComparison.Ordinal);
        Assert.Contains("and 20 more: `task list all`", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(7, "Overdue", "Overdue for more than a week")]
    [InlineData(8, "Overdue for more than a week", null)]
    public void The_second_week_begins_on_the_eighth_day(int days, string there, string? notThere)
    {
        var headings = Card([Task(1, 1, "X", null, "Lee", -days)])
            .Parts.OfType<Paragraph>()
            .Select(part => part.Text.ToPlainText())
            .ToList();

        Assert.Contains(there, headings);
        Assert.DoesNotContain(notThere, headings);
    }

    private static DigestTask Task(int incident, int number, string text, string? id, string? owner, int? due) =>
        new()
        {
            Incident = incident,
            Title = "Web stack slow",
            Number = number,
            Text = text,
            OwnerId = id,
            OwnerName = owner,
            Priority = TaskPriority.P2,
            Due = due is { } days ? Today.PlusDays(days) : null,
        };

    private static Card Card(DigestTask[] tasks) => new WeeklyDigest(tasks, Today, new DigestOptions(), Teams).Card();

    private static string Text(DigestTask[] tasks) => PlainTextCard.Render(Card(tasks));

    private static void InOrder(string text, params string[] pieces)
    {
        var at = 0;
        foreach (var piece in pieces)
        {
            var found = text.IndexOf(piece, at, StringComparison.Ordinal);
            Assert.True(found >= 0, $"“{piece}” does not follow in:\n{text}");
            at = found + piece.Length;
        }
    }
}
