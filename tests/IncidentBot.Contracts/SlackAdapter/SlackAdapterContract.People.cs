using IncidentBot.Chat;
using IncidentBot.Chat.Cards;
using IncidentBot.Incidents;
using IncidentBot.Slack.Forms;
using IncidentBot.Slack.Home;
using IncidentBot.Slack.Outgoing;
using IncidentBot.Slack.People;

namespace IncidentBot.Contracts.SlackAdapter;

public abstract partial class SlackAdapterContract
{
    [Fact]
    [Trait(Method, "users.list")]
    public async Task Everybody_is_met_at_once()
    {
        var people = Part<SlackPeople>();
        var priya = await Slack.PersonAsync("priya");
        Assert.Equal(priya, people.PersonOf(priya, "").Name);
        await people.GreetAsync(Now);
        Assert.Equal("Priya Raman", people.PersonOf(priya, "").Name);
    }

    [Fact]
    [Trait(Method, "users.info")]
    public async Task Somebody_is_looked_up_and_whom_Slack_does_not_know_stays_an_id()
    {
        var people = Part<SlackPeople>();
        Assert.Equal("Marek Kowal", (await people.GetAsync(await Slack.PersonAsync("marek"), Now)).Name);
        Assert.Equal("U999GONE", (await people.GetAsync("U999GONE", Now)).Name);
    }

    [Fact]
    [Trait(Method, "views.open")]
    [Trait(Method, "views.push")]
    public async Task A_form_opens_with_a_click_and_another_on_top()
    {
        var views = Part<SlackViews>();
        var priya = await Slack.PersonAsync("priya");
        var form = Open.Form;
        var click = await WithAClickAsync(priya, click => views.OpenAsync(click, form, ModalState.Of(form, "C1"), onTop: false, Now));

        // A click is good for one view.
        await Assert.ThrowsAsync<DeliveryFailedException>(() => views.OpenAsync(click, form, ModalState.Of(form, "C1"), onTop: false, Now));
        await WithAClickAsync(priya, next => views.ShowAsync(next, Header, onTop: true, Now));
    }

    [Fact]
    [Trait(Method, "views.open")]
    public async Task Each_form_of_the_bot_is_a_modal_that_Slack_opens()
    {
        var priya = await Slack.PersonAsync("priya");
        Form[] forms = [Open.Form, IncidentForms.AddTask("INC-1"), IncidentForms.Close("INC-1"), IncidentForms.Update("INC-1")];
        foreach (var form in forms)
        {
            await WithAClickAsync(priya, click => Part<SlackViews>().OpenAsync(click, form, ModalState.Of(form, "C1"), onTop: false, Now));
        }
    }

    [Fact]
    [Trait(Method, "views.publish")]
    public async Task The_Home_tab_is_published_and_published_again()
    {
        var priya = await Slack.PersonAsync("priya");
        await Part<AppHome>().PublishAsync(priya, Now);
        await Part<AppHome>().PublishAsync(priya, Now);
    }

    [Fact]
    public async Task A_token_that_Slack_does_not_know_is_an_operators_matter()
    {
        Recorder.Refused["auth.test"] = "invalid_auth";
        var refused = await Assert.ThrowsAsync<DeliveryFailedException>(() => Part<SlackWorkspace>().AskAsync(Now));
        Assert.Equal((DeliveryFailure.Unauthorized, false), (refused.Reason, refused.IsPermanent));
    }

    // A click is good for three seconds, and a busy machine may take as long.
    private async Task<string> WithAClickAsync(string user, Func<string, Task> open)
    {
        while (true)
        {
            var click = await Slack.ClickAsync(user, Recorder.LastView);
            try
            {
                await open(click);
                return click;
            }
            catch (DeliveryFailedException late) when (late.Message.Contains("expired_trigger_id", StringComparison.Ordinal)) { }
        }
    }
}
