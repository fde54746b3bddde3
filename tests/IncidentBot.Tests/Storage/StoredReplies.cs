using System.Text.Json;
using IncidentBot.Chat;
using IncidentBot.Chat.Cards;
using IncidentBot.Incidents;
using IncidentBot.Nudges;
using IncidentBot.Outbox;
using IncidentBot.Storage;
using IncidentBot.Testing;
using IncidentBot.Times;

namespace IncidentBot.Tests.Storage;

public sealed class StoredReplies
{
    private static readonly Card EveryPart = Card.Of(
        "Head",
        new Paragraph(
            Prose.Of("Words ") + Prose.Strong("x") + Prose.Code("y") + Prose.Link("z", "https://x.example") + Prose.Mention(Cast.Lee)
        ),
        new Paragraph(Prose.Time(Moment.Approximate(AnIncident.At(9, 0), "Europe/Berlin"))),
        Facts.Of(new Fact("Severity", "sev1")),
        new Listing(["one"]),
        new Quote("said"),
        Buttons.Of(new Button("Close", "close", ButtonStyle.Danger, IncidentForms.Close("INC-1"))),
        new Rule()
    );

    [Fact]
    public void A_reply_with_every_part_and_a_form_is_stored()
    {
        var text = JsonSerializer.Serialize(new Reply(EveryPart, Audience.Conversation, Outcome.Recorded, Open.Form), StoredJson.Reply);
        var back = JsonSerializer.Deserialize(text, StoredJson.Reply)!;

        Assert.Equal(text, JsonSerializer.Serialize(back, StoredJson.Reply));
        Assert.Equal(PlainTextCard.Render(EveryPart), PlainTextCard.Render(back.Card));
    }

    [Fact]
    public void Every_answer_of_an_incident_is_stored()
    {
        var incident = AnIncident.Opened;
        foreach (var line in (string[])["suspect X", "lead", "task add Y", "resolved Z", "close"])
        {
            var reply = incident.Decide(line).Reply;
            var text = JsonSerializer.Serialize(reply, StoredJson.Reply);
            Assert.Equal(PlainTextCard.Render(reply.Card), PlainTextCard.Render(JsonSerializer.Deserialize(text, StoredJson.Reply)!.Card));
            incident = incident.After(line);
        }
    }

    [Fact]
    public void Every_effect_is_stored()
    {
        Effect[] effects =
        [
            new OpenChannel(),
            new RefreshHeader(),
            new RefreshAnnouncement(),
            new PostToIncident(EveryPart),
            new PostAnnouncement(EveryPart),
            new InviteResponder(Cast.Lee),
            new TellPerson(Cast.Lee, EveryPart),
            new TellReminders(Cast.Lee),
            new TellAgain(Cast.Lee, 3, EveryPart),
            new PostDraft(),
            new ReportFailure(EveryPart),
            new DressChannel(),
            new ArchiveChannel(),
            new PostDigest(EveryPart),
            new PublishDocument("folder"),
            new WordPostmortem(),
            new SayNudge(new NudgeSaid(2, AnIncident.At(10, 5), NudgeSubjects.Call | NudgeSubjects.Command, AnIncident.At(10, 0))),
        ];

        Assert.Equal(Asking.SubtypesOf<Effect>().ToHashSet(), effects.Select(effect => effect.GetType()).ToHashSet());
        Assert.All(
            effects,
            effect =>
                Assert.IsType(
                    effect.GetType(),
                    JsonSerializer.Deserialize(JsonSerializer.Serialize(effect, StoredJson.Effect), StoredJson.Effect)
                )
        );
    }

    [Fact]
    public void A_zone_that_this_machine_does_not_know_can_still_be_read() =>
        Assert.Equal("UTC", StoredMoment.Of(Precision.Exact, AnIncident.At(9, 0), null, "Mars/Olympus").ZoneId);
}
