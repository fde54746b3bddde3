using System.Collections.Immutable;
using IncidentBot.Chat.Cards;
using IncidentBot.Incidents;
using IncidentBot.Times;
using NodaTime;

namespace IncidentBot.Nudges;

/// <summary>The message that the bot posts by itself: gentle, and with the button that helps.</summary>
public static class NudgeCard
{
    /// <summary>What still is so of it; null where all was settled before the message went out.</summary>
    public static Card? Of(Incident incident, NudgeSaid said, Instant now)
    {
        var lines = incident.IsOver || incident.QuietUntil > now ? [] : Lines(incident, said, now).ToList();
        return lines.Count == 0
            ? null
            : new Card(
                lines[0].Headline,
                [
                    .. lines.Select(line => new Paragraph(line.Sentence)),
                    new Buttons([.. lines.Select(line => line.Helps), new Button("Quiet for 1 h", $"{incident.Id} quiet 1h")]),
                ]
            );
    }

    private static IEnumerable<Line> Lines(Incident incident, NudgeSaid said, Instant now)
    {
        var attention = incident.Attention;
        var isHurried = incident.Status < IncidentStatus.Mitigated;
        if (isHurried && attention.Calls.FindAll(call => call.Since <= said.CalledUntil) is { IsEmpty: false } calls)
        {
            yield return Unanswered(incident, calls, now);
        }

        if (said.About.HasFlag(NudgeSubjects.Command) && isHurried && incident.Commander is null)
        {
            yield return WithoutCommander(incident, now);
        }

        if (said.About.HasFlag(NudgeSubjects.Update) && attention.UpdateOwed is not null)
        {
            yield return UpdateIsDue(incident);
        }

        if (said.About.HasFlag(NudgeSubjects.Silence) && isHurried && attention.SaidAt < said.At)
        {
            yield return Silent(incident, now);
        }
    }

    private static Line Unanswered(Incident incident, ImmutableList<Call> calls, Instant now) =>
        new(
            "A call has no answer yet",
            calls
                .Select(call =>
                    Prose.Mention(call.To)
                    + (call.IsPage ? " was paged " : " was brought in ")
                    + Ago(call.Since, now)
                    + " and has not answered."
                )
                .Aggregate((all, call) => all + " " + call)
                + " Whoever is on it, press Acknowledge or type "
                + Prose.Code("ack")
                + ".",
            new Button("Acknowledge", $"{incident.Id} ack", ButtonStyle.Primary)
        );

    private static Line WithoutCommander(Incident incident, Instant now) =>
        new(
            "Nobody leads yet",
            Prose.Of($"{incident.Id} has run for {TimeText.Duration(Since(incident.Attention.RunningSince, now))} without a commander. ")
                + "Whoever can may press Take command or type "
                + Prose.Code("lead")
                + "; it can be handed over at any time.",
            new Button("Take command", $"{incident.Id} lead", ButtonStyle.Primary)
        );

    private static Line UpdateIsDue(Incident incident) =>
        new(
            "The next status update is due",
            (incident.Commander is { } lead ? Prose.Mention(lead) + ", people" : "People")
                + " outside were promised news by now. Type "
                + Prose.Code("update TEXT next 30m")
                + "; that nothing is new is news too.",
            new Button("Update", $"{incident.Id} update", ButtonStyle.Primary, IncidentForms.Update(incident.Id.ToString()))
        );

    private static Line Silent(Incident incident, Instant now) =>
        new(
            "How does it stand?",
            Prose.Of($"Nothing was noted for {TimeText.Duration(Since(incident.Attention.SaidAt, now))}. ")
                + "One line is enough, what is being tried or waited for: "
                + Prose.Code("note TEXT")
                + ".",
            new Button(
                "Note",
                $"{incident.Id} note",
                ButtonStyle.Primary,
                IncidentForms.Tell("Note", $"{incident.Id} note", "How does it stand?")
            )
        );

    private static string Ago(Instant at, Instant now) => TimeText.Duration(Since(at, now)) + " ago";

    private static Duration Since(Instant? at, Instant now) => at < now ? now - at.Value : Duration.Zero;

    private sealed record Line(string Headline, Prose Sentence, Button Helps);
}
