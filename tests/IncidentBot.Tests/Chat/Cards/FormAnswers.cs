using IncidentBot.Chat.Cards;
using IncidentBot.CorrectiveTasks;
using IncidentBot.Incidents;
using IncidentBot.Testing;

namespace IncidentBot.Tests.Chat.Cards;

public sealed class FormAnswers
{
    private static readonly Form Task = IncidentForms.AddTask("INC-1");

    [Fact]
    public void Answers_make_the_line_that_a_person_could_have_typed() =>
        Assert.Equal(
            "INC-1 task add Alert on it due 2026-03-20 owner @lee",
            Task.Command(
                new Dictionary<string, string>
                {
                    ["text"] = "Alert on it",
                    ["due"] = "2026-03-20",
                    ["owner"] = "@lee",
                }
            )
        );

    [Fact]
    public void What_was_left_empty_leaves_nothing() =>
        Assert.Equal(
            "INC-1 task add Alert on it",
            Task.Command(new Dictionary<string, string> { ["text"] = " Alert on it ", ["due"] = "" })
                .Replace("  ", "", StringComparison.Ordinal)
        );

    [Fact]
    public void An_answer_with_braces_is_not_filled_in_again() =>
        Assert.Equal(
            "INC-1 task add Log {owner} and {due} due 2026-03-20 owner @lee",
            Task.Command(
                new Dictionary<string, string>
                {
                    ["text"] = "Log {owner} and {due}",
                    ["due"] = "2026-03-20",
                    ["owner"] = "@lee",
                }
            )
        );

    [Fact]
    public void An_answer_that_begins_with_the_prefix_gets_it_once() =>
        Assert.Equal(
            "INC-1 task add X due friday",
            Task.Command(new Dictionary<string, string> { ["text"] = "X", ["due"] = "Due friday" })
                .TrimEnd()
                .Replace("Due", "due", StringComparison.Ordinal)
        );

    [Theory]
    [InlineData("10:45")]
    [InlineData("at 10:45")]
    [InlineData("15m ago")]
    [InlineData("around 10:45")]
    [InlineData("")]
    public void A_time_may_be_answered_in_any_of_the_ways(string time)
    {
        var line = IncidentForms
            .Tell("Resolved", "resolved", "?")
            .Command(new Dictionary<string, string> { ["time"] = time, ["text"] = "Over" });
        var resolve = Assert.IsType<Resolve>(AnIncident.Opened.Later(NodaTime.Duration.FromHours(1)).Read(line).Command);

        Assert.Equal(("Over", time.Length > 0), (resolve.Text, resolve.When is not null));
    }

    [Fact]
    public void Every_form_reads_as_its_command()
    {
        Assert.IsType<AddTask>(Reading(IncidentForms.AddTask("INC-1"), "text"));
        Assert.IsType<Close>(Reading(IncidentForms.Close("INC-1"), "text"));
        Assert.IsType<IncidentBot.StatusUpdates.PostStatusUpdate>(Reading(IncidentForms.Update("INC-1"), "text"));
        Assert.IsType<Open>(Reading(Open.Form with { Template = "INC-1 " + Open.Form.Template }, "title"));
    }

    private static Command? Reading(Form form, string field) =>
        AnIncident.Opened.Read(form.Command(new Dictionary<string, string> { [field] = "Some words" })["INC-1 ".Length..]).Command;
}
