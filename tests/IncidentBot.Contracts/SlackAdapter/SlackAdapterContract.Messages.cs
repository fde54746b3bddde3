using IncidentBot.Chat;
using IncidentBot.Chat.Cards;
using IncidentBot.Slack.Incoming;
using IncidentBot.Slack.Pins;

namespace IncidentBot.Contracts.SlackAdapter;

public abstract partial class SlackAdapterContract
{
    private static readonly Card Header = Card.Of(
        "INC-1: Checkout declines cards",
        Facts.Of(new Fact("Severity", "SEV2"), new Fact("Lead", "nobody & <none>")),
        new Rule(),
        Buttons.Of(new Button("Update", "INC-1 update", ButtonStyle.Primary), new Button("Close", "INC-1 close", ButtonStyle.Danger))
    );

    [Fact]
    [Trait(Method, "chat.postMessage")]
    [Trait(Method, "conversations.history")]
    public async Task A_post_whose_answer_was_lost_is_found_by_its_mark()
    {
        var channel = (await OpenAsync()).Place;
        var ts = await Platform.PostAsync(channel, Words("First"), First("effect-1"), Now);
        await Platform.PostAsync(channel, Words("Second"), First("effect-2"), Now);

        Assert.Equal(ts, await Platform.PostAsync(channel, Words("First"), Again("effect-1"), Now));
        Assert.Equal(["Second", "First"], (await Slack.MessagesAsync(channel.Channel)).Select(message => Text(message, "text")));
    }

    [Fact]
    [Trait(Method, "chat.postMessage")]
    public async Task A_card_is_posted_as_blocks_with_words_for_the_notification()
    {
        var channel = (await OpenAsync()).Place;
        await Platform.PostAsync(channel, Header, First(), Now);

        var message = Assert.Single(await Slack.MessagesAsync(channel.Channel));
        Assert.Contains("Checkout declines cards", Text(message, "text"), StringComparison.Ordinal);
        Assert.Equal(["header", "section", "divider", "actions"], message["blocks"]!.AsArray().Select(block => Text(block, "type")));
        Assert.Equal("incidentbot_effect", Text(message["metadata"], "event_type"));
    }

    [Fact]
    [Trait(Method, "chat.postMessage")]
    public async Task Into_a_public_channel_that_it_is_not_in_the_bot_posts_all_the_same()
    {
        var ops = await Slack.ChannelAsync("ops");
        var ts = await Platform.PostAsync(At(ops), Words("INC-1 is open"), First(), Now);
        // Looking whether an earlier try went out needs a seat in the channel.
        Assert.Equal(ts, await Platform.PostAsync(At(ops), Words("INC-1 is open"), Again(), Now));
    }

    [Fact]
    [Trait(Method, "chat.update")]
    public async Task A_card_is_changed_and_its_blocks_go_where_words_are_enough()
    {
        var channel = (await OpenAsync()).Place;
        var ts = await Platform.PostAsync(channel, Words("Soon"), First(), Now);
        await WhenItsTurnComes(() => Platform.EditAsync(channel, ts, Header, Now));
        Assert.Equal(4, (await Slack.MessagesAsync(channel.Channel))[0]["blocks"]!.AsArray().Count);
        await WhenItsTurnComes(() => Platform.EditAsync(channel, ts, Words("Over"), Now));

        var message = Assert.Single(await Slack.MessagesAsync(channel.Channel));
        Assert.Equal(("Over", null), (Text(message, "text"), message["blocks"]));
    }

    [Fact]
    [Trait(Method, "chat.update")]
    public async Task A_message_that_is_gone_is_said_to_be_gone()
    {
        var channel = (await OpenAsync()).Place;
        var gone = await Assert.ThrowsAsync<DeliveryFailedException>(() =>
            WhenItsTurnComes(() => Platform.EditAsync(channel, "1700000000.000100", Words("Late"), Now))
        );
        Assert.Equal((DeliveryFailure.MessageGone, true), (gone.Reason, gone.IsPermanent));
    }

    [Fact]
    [Trait(Method, "chat.postMessage")]
    public async Task A_channel_that_is_gone_is_said_to_be_gone()
    {
        var gone = await Assert.ThrowsAsync<DeliveryFailedException>(() => Platform.PostAsync(At("C999GONE"), Words("Late"), First(), Now));
        Assert.Equal((DeliveryFailure.ConversationGone, true), (gone.Reason, gone.IsPermanent));
    }

    [Fact]
    [Trait(Method, "files.getUploadURLExternal")]
    [Trait(Method, "files.completeUploadExternal")]
    public async Task A_document_is_a_file_where_the_plan_has_no_canvases()
    {
        Recorder.Refused["conversations.canvases.create"] = "team_tier_cannot_create_channel_canvases";
        var channel = (await OpenAsync()).Place;
        var document = new Document("INC-1.md", "Postmortem of INC-1", "# Résumé\n\nEs war der Cache.\n", Words("The draft"));
        await Platform.PostDocumentAsync(channel, document, First(), Now);
        // A second try, whose first one's answer was lost, adds nothing.
        await Platform.PostDocumentAsync(channel, document, Again(), Now);

        var messages = await Slack.MessagesAsync(channel.Channel);
        Assert.Equal(2, messages.Count);
        Assert.Contains("the file INC-1.md above", messages[0].ToJsonString(), StringComparison.Ordinal);
        var file = Assert.Single(messages[1]["files"]!.AsArray());
        Assert.Equal(("INC-1.md", "Postmortem of INC-1"), (Text(file, "name"), Text(file, "title")));
    }

    [Fact]
    [Trait(Method, "conversations.history")]
    public async Task A_file_of_an_earlier_try_is_not_uploaded_again()
    {
        Recorder.Refused["conversations.canvases.create"] = "missing_scope";
        var channel = (await OpenAsync()).Place;
        var document = new Document("INC-1.md", "Postmortem", "# It\n", Words("The draft"));
        Recorder.Refused["chat.postMessage"] = "internal_error";
        await Assert.ThrowsAsync<DeliveryFailedException>(() => Platform.PostDocumentAsync(channel, document, First(), Now));
        Recorder.Refused.Remove("chat.postMessage");
        await Platform.PostDocumentAsync(channel, document, Again("effect-2"), Now);

        Assert.Equal(1, Recorder.Methods.Count(method => method == "files.completeUploadExternal"));
        Assert.Equal(2, (await Slack.MessagesAsync(channel.Channel)).Count);
    }

    [Fact]
    [Trait(Method, "conversations.replies")]
    [Trait(Method, "chat.getPermalink")]
    [Trait(Method, "users.info")]
    public async Task A_message_is_read_with_author_and_address_also_in_a_thread()
    {
        var channel = (await OpenAsync()).Place.Channel;
        var root = await SayAsync(channel, "1 &lt; 2");
        var reply = await SayAsync(channel, "In the thread", root);
        await SayAsync(channel, "Later");
        var messages = Part<SlackMessages>();

        var first = await messages.FindAsync(channel, root, Now);
        var second = await messages.FindAsync(channel, reply, Now);

        Assert.Equal(("1 < 2", $"slack:{AnotherSlack.BotUser}"), (first!.Text, first.Source.Author.Id));
        Assert.Contains("/archives/" + channel, first.Source.Permalink, StringComparison.Ordinal);
        Assert.Equal(("In the thread", reply), (second!.Text, second.Source.Id));
        Assert.Null(await messages.FindAsync(channel, "1700000000.000100", Now));
    }

    [Fact]
    [Trait(Method, "chat.postEphemeral")]
    public async Task A_private_word_reaches_whoever_is_in_the_channel()
    {
        var channel = (await OpenAsync()).Place;
        var priya = await Slack.PersonAsync("priya");
        var word = Part<PrivateWord>();
        var outside = await Assert.ThrowsAsync<DeliveryFailedException>(() =>
            word.SayAsync(channel.Channel, priya, Words("Psst"), null, Now)
        );
        Assert.Equal(DeliveryFailure.PersonGone, outside.Reason);

        await Platform.InviteAsync(channel, await PersonAsync("priya"), Now);
        await word.SayAsync(channel.Channel, priya, Header, null, Now);
        Assert.Empty(await Slack.MessagesAsync(channel.Channel));
    }

    private async Task<string> SayAsync(string channel, string text, string? thread = null)
    {
        (string, string)[] place = thread is null ? [] : [("thread_ts", thread)];
        return Text(await Slack.CallAsync("chat.postMessage", [("channel", channel), ("text", text), .. place]), "ts");
    }
}
