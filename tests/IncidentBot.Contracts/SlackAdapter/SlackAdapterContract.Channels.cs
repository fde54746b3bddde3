using IncidentBot.Chat;
using IncidentBot.Slack;
using IncidentBot.Slack.Home;

namespace IncidentBot.Contracts.SlackAdapter;

public abstract partial class SlackAdapterContract
{
    [Fact]
    [Trait(Method, "conversations.create")]
    [Trait(Method, "auth.test")]
    public async Task A_channel_is_made_with_its_address()
    {
        var channel = await OpenAsync();

        Assert.Equal("inc-1-checkout", channel.Name);
        Assert.EndsWith($".slack.com/archives/{channel.Place.Channel}", channel.Url, StringComparison.Ordinal);
        var info = await Slack.InfoAsync(channel.Place.Channel);
        Assert.Equal(
            ("inc-1-checkout", AnotherSlack.BotUser, false, false),
            (Text(info, "name"), Text(info, "creator"), info["is_private"]!.GetValue<bool>(), info["is_archived"]!.GetValue<bool>())
        );
    }

    [Fact]
    [Trait(Method, "conversations.create")]
    public async Task A_private_channel_is_private()
    {
        var channel = await OpenAsync(isPrivate: true);
        Assert.True((await Slack.InfoAsync(channel.Place.Channel))["is_private"]!.GetValue<bool>());
    }

    [Fact]
    [Trait(Method, "conversations.create")]
    public async Task A_taken_name_gets_a_suffix_also_where_an_archived_channel_has_it()
    {
        var first = await OpenAsync();
        await WhenItsTurnComes(() => Platform.ArchiveAsync(first.Place, Now));
        var second = await OpenAsync(key: "channel-2");
        Assert.Equal("inc-1-checkout-2", second.Name);
        Assert.NotEqual(first.Place, second.Place);
    }

    [Fact]
    [Trait(Method, "conversations.members")]
    public async Task Who_is_in_a_channel_is_told_from_who_is_not()
    {
        var channel = await OpenAsync();
        var priya = await Slack.PersonAsync("priya");
        var members = Part<ChannelMembers>();
        Assert.False(await members.IncludeAsync(channel.Place.Channel, priya, Now));

        await Platform.InviteAsync(channel.Place, SlackPlatform.PersonOf(priya, "Priya"), Now);

        Assert.True(await members.IncludeAsync(channel.Place.Channel, priya, Now));
        Assert.False(await members.IncludeAsync("C999GONE", priya, Now));
    }

    [Fact]
    [Trait(Method, "conversations.list")]
    public async Task A_channel_whose_answer_was_lost_is_found_again()
    {
        var made = await OpenAsync();
        var found = await Platform.OpenChannelAsync(new WantedChannel("inc-1-checkout", "", false, 1), Again(), Now);
        Assert.Equal(made, found);
        Assert.Equal(1, Recorder.Methods.Count(method => method == "conversations.create"));
    }

    [Fact]
    [Trait(Method, "conversations.list")]
    public async Task A_private_channel_whose_answer_was_lost_is_found_again()
    {
        var made = await OpenAsync(isPrivate: true);
        var found = await Platform.OpenChannelAsync(new WantedChannel("inc-1-checkout", "", true, 1), Again(), Now);
        Assert.Equal(made, found);
    }

    [Fact]
    [Trait(Method, "conversations.info")]
    [Trait(Method, "conversations.setTopic")]
    [Trait(Method, "conversations.setPurpose")]
    [Trait(Method, "pins.add")]
    [Trait(Method, "bookmarks.list")]
    [Trait(Method, "bookmarks.add")]
    public async Task A_channel_is_dressed_once()
    {
        var channel = await OpenAsync();
        var ts = await Platform.PostAsync(channel.Place, Words("Header"), First(), Now);
        var dress = new ChannelDress("SEV2 <investigating> & open", "Where INC-1 is dealt with", 1, ts);
        await Platform.DressAsync(channel.Place, dress, Now);
        var calls = Recorder.Methods.Count;
        await Platform.DressAsync(channel.Place, dress, Now);
        Assert.Equal(calls, Recorder.Methods.Count);

        var id = channel.Place.Channel;
        var info = await Slack.InfoAsync(id);
        Assert.Contains("investigating", Text(info["topic"], "value"), StringComparison.Ordinal);
        Assert.Equal("Where INC-1 is dealt with", Text(info["purpose"], "value"));
        Assert.Equal([ts], await Slack.PinsAsync(id));
        var bookmark = Assert.Single((await Slack.CallAsync("bookmarks.list", ("channel_id", id)))["bookmarks"]!.AsArray());
        Assert.Equal("https://incidents.example.com/incidents/INC-1/postmortem", Text(bookmark, "link"));
    }

    [Fact]
    [Trait(Method, "pins.add")]
    [Trait(Method, "bookmarks.list")]
    public async Task A_channel_that_was_dressed_before_a_restart_stays_as_it_is()
    {
        var channel = await OpenAsync();
        var ts = await Platform.PostAsync(channel.Place, Words("Header"), First(), Now);
        var dress = new ChannelDress("SEV2", "Purpose", 1, ts);
        await Platform.DressAsync(channel.Place, dress, Now);

        await using var restarted = await TheAdapter.StartAsync(Slack.Api, Client, Now);
        await restarted.Part<IChatPlatform>().DressAsync(channel.Place, dress, Now);

        Assert.DoesNotContain("conversations.setTopic", restarted.Recorder.Methods);
        Assert.DoesNotContain("bookmarks.add", restarted.Recorder.Methods);
        Assert.Equal([ts], await Slack.PinsAsync(channel.Place.Channel));
    }

    [Fact]
    [Trait(Method, "conversations.archive")]
    public async Task A_channel_is_archived_and_once_is_enough()
    {
        var channel = await OpenAsync();
        await WhenItsTurnComes(() => Platform.ArchiveAsync(channel.Place, Now));
        await WhenItsTurnComes(() => Platform.ArchiveAsync(channel.Place, Now));
        Assert.True((await Slack.InfoAsync(channel.Place.Channel))["is_archived"]!.GetValue<bool>());
        // What comes afterwards finds nobody, and is not an error to worry about.
        await WhenItsTurnComes(() => Platform.DressAsync(channel.Place, new ChannelDress("Topic", "Purpose", 1, null), Now));
    }

    [Fact]
    [Trait(Method, "conversations.invite")]
    public async Task A_person_is_invited_and_twice_is_no_failure()
    {
        var channel = await OpenAsync();
        var priya = await PersonAsync("priya");
        await Platform.InviteAsync(channel.Place, priya, Now);
        await Platform.InviteAsync(channel.Place, priya, Now);
        await Platform.InviteAsync(channel.Place, SlackPlatform.PersonOf(AnotherSlack.BotUser, "me"), Now);

        // Whom Slack does not know is somebody to be told of.
        var gone = await Assert.ThrowsAsync<DeliveryFailedException>(() =>
            Platform.InviteAsync(channel.Place, SlackPlatform.PersonOf("U999GONE", "gone"), Now)
        );
        Assert.Equal((DeliveryFailure.PersonGone, true), (gone.Reason, gone.IsPermanent));
    }

    [Fact]
    [Trait(Method, "conversations.join")]
    [Trait(Method, "conversations.invite")]
    public async Task Into_a_public_channel_that_it_is_not_in_the_bot_goes_first()
    {
        var ops = await Slack.ChannelAsync("ops");
        Assert.False((await Slack.InfoAsync(ops))["is_member"]!.GetValue<bool>());
        await Platform.InviteAsync(At(ops), await PersonAsync("priya"), Now);
        Assert.True((await Slack.InfoAsync(ops))["is_member"]!.GetValue<bool>());
    }

    [Fact]
    [Trait(Method, "conversations.open")]
    [Trait(Method, "chat.postMessage")]
    public async Task One_person_alone_is_written_to()
    {
        var place = await Platform.DirectAsync(await PersonAsync("priya"), Now);
        Assert.StartsWith("D", place!.Value.Channel, StringComparison.Ordinal);
        var ts = await Platform.PostAsync(place.Value, Words("You are paged"), First(), Now);
        Assert.Equal(ts, Text((await Slack.MessagesAsync(place.Value.Channel))[0], "ts"));
        Assert.Equal(place, await Platform.DirectAsync(await PersonAsync("priya"), Now));
    }
}
