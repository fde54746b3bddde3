using Dapper;
using IncidentBot.Chat;
using IncidentBot.Chat.Cards;
using IncidentBot.Incidents;
using IncidentBot.Storage;
using NodaTime;

namespace IncidentBot.Slack.Home;

/// <summary>
/// The bot's Home tab: what this person owes, and what is open. Of private incidents only tasks are on it, without the incident's title, and
/// only while the person is in the incident's channel.
/// </summary>
internal sealed class AppHome(Database database, SlackApi api, ChannelMembers members, BlockKit kit, IClock clock)
{
    private const int MostTasks = 15;
    private const int MostIncidents = 10;

    // Buttons stand under what they are for: all of it has to fit.
    private const int LongestText = 200;

    /// <summary>Draws it anew for one person.</summary>
    /// <exception cref="DeliveryFailedException">Slack did not take it.</exception>
    public async Task PublishAsync(string user, CancellationToken cancellation)
    {
        var card = await CardAsync(user, cancellation);
        var answer = await api.WriteAsync(
            "views.publish",
            json =>
            {
                json.WriteString("user_id"u8, user);
                json.WriteStartObject("view"u8);
                json.WriteString("type"u8, "home"u8);
                kit.WriteBlocks(json, card, BlockKit.BlocksInView);
                json.WriteEndObject();
            },
            cancellation
        );
        answer.Done("not_enabled");
    }

    private async Task<Card> CardAsync(string user, CancellationToken cancellation)
    {
        var (tasks, incidents) = await database.ReadAsync(
            async connection =>
                (
                    (await connection.QueryAsync<TaskRow>(Tasks, new { me = SlackPlatform.PersonOf(user, "").Id })).ToList(),
                    (await connection.QueryAsync<IncidentRow>(Incidents)).ToList()
                ),
            cancellation
        );
        var card = Card.Of("Incidents", Buttons.Of(new Button("Open an incident", "open", ButtonStyle.Primary)));
        var shown = await ShownAsync(tasks, user, cancellation);
        return WithTasks(WithIncidents(card, incidents), shown, clock.GetCurrentInstant().InUtc().Date);
    }

    private async Task<List<TaskRow>> ShownAsync(List<TaskRow> tasks, string user, CancellationToken cancellation)
    {
        var inside = new HashSet<string?>();
        foreach (var channel in tasks.Where(task => task.Private).Select(task => task.Channel).OfType<string>().Distinct().Take(MostTasks))
        {
            if (await members.IncludeAsync(channel, user, cancellation))
            {
                inside.Add(channel);
            }
        }

        return tasks.FindAll(task => !task.Private || inside.Contains(task.Channel));
    }

    private const string Tasks = """
        select t.incident, t.number, t.text, t.due, i.private,
               (select min(c.channel) from channels c where c.incident = t.incident and c.platform = 'slack') as channel
        from corrective_tasks t join incidents i on i.number = t.incident
        where t.state = 'open' and t.owner_id = @me and not i.drill
        order by case when t.due is null then 1 else 0 end, t.due, t.incident, t.number
        """;

    private const string Incidents = """
        select number, title, severity, status, drill, commander from incidents where status <> 'closed' and not private order by number desc
        """;

    private static Card WithIncidents(Card card, List<IncidentRow> incidents)
    {
        card = card.With(new Paragraph(incidents.Count == 0 ? "No incident is open." : Prose.Strong("Open incidents")));
        foreach (var row in incidents.Take(MostIncidents))
        {
            var line =
                Prose.Strong($"INC-{row.Number}")
                + $" {Short(row.Title)} ({((Severity)row.Severity).Spoken()}, {row.Status}{(row.Drill ? ", drill" : "")}) — {row.Commander ?? "nobody leads"}";
            card = card.With(new Paragraph(line))
                .With(
                    Buttons.Of(
                        new Button("Show", $"INC-{row.Number} show"),
                        new Button("Join", $"INC-{row.Number} join"),
                        new Button("Update", $"INC-{row.Number} update", Form: IncidentForms.Update($"INC-{row.Number}"))
                    )
                );
        }

        return incidents.Count > MostIncidents ? card.With(More(incidents.Count - MostIncidents)) : card;
    }

    private static Card WithTasks(Card card, List<TaskRow> tasks, LocalDate today)
    {
        card = card.With(new Rule())
            .With(new Paragraph(tasks.Count == 0 ? "You owe no corrective task." : Prose.Strong("What you have promised")));
        foreach (var row in tasks.Take(MostTasks))
        {
            var due = row.Due is { } date ? $"due {date:uuuu-MM-dd}{(date < today ? " (overdue)" : "")}" : "no date";
            card = card.With(new Paragraph(Prose.Strong($"INC-{row.Incident}/T{row.Number}") + $" {Short(row.Text)} — {due}"))
                .With(
                    Buttons.Of(
                        new Button(
                            "Done",
                            $"INC-{row.Incident} task done T{row.Number}",
                            ButtonStyle.Primary,
                            new Form(
                                "Task done",
                                $"INC-{row.Incident} task done T{row.Number} {{text}}",
                                [new FormField("text", "What shows it? A link or a sentence", FieldKind.Paragraph, IsRequired: false)],
                                "Done"
                            )
                        ),
                        new Button("Snooze 2 days", $"INC-{row.Incident} task snooze T{row.Number} 2d")
                    )
                );
        }

        return tasks.Count > MostTasks ? card.With(More(tasks.Count - MostTasks)) : card;
    }

    private static string Short(string words) => BlockKit.Shortened(Mentions.InWords(words), LongestText);

    private static Paragraph More(int count) => new($"… and {count} more on the dashboard");

    private sealed record TaskRow
    {
        public required long Incident { get; init; }
        public required long Number { get; init; }
        public required string Text { get; init; }
        public LocalDate? Due { get; init; }
        public required bool Private { get; init; }
        public string? Channel { get; init; }
    }

    private sealed record IncidentRow
    {
        public required long Number { get; init; }
        public required string Title { get; init; }
        public required long Severity { get; init; }
        public required string Status { get; init; }
        public required bool Drill { get; init; }
        public string? Commander { get; init; }
    }
}
