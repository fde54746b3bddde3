using System.Text;
using IncidentBot.Slack;

namespace IncidentBot.Tests.Slack;

public sealed class Signatures
{
    // The example of Slack's own page on verifying requests.
    private const string Secret = "8f742231b10e8888abcd99yyyzzz85a5";
    private const string Timestamp = "1531420618";
    private const string Body =
        "token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c";
    private const string Signature = "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503";

    [Theory]
    [InlineData(0)]
    [InlineData(300)]
    [InlineData(-300)]
    public void Slacks_own_example_is_genuine_for_five_minutes_both_ways(int seconds) =>
        Assert.True(Verify(new SlackSignature(Secret), Signature, Body, 1531420618 + seconds));

    [Theory]
    [InlineData(301)]
    [InlineData(-301)]
    public void Older_or_newer_is_not(int seconds) =>
        Assert.False(Verify(new SlackSignature(Secret), Signature, Body, 1531420618 + seconds));

    [Theory]
    [InlineData("")]
    [InlineData("v0=")]
    [InlineData("v1=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503")]
    [InlineData("v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b504")]
    [InlineData("v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b5")]
    [InlineData("v0=zz114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503")]
    [InlineData("a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503")]
    public void Another_signature_is_not(string signature) => Assert.False(Verify(new SlackSignature(Secret), signature, Body, 1531420618));

    [Fact]
    public void A_body_with_one_more_byte_is_not() => Assert.False(Verify(new SlackSignature(Secret), Signature, Body + "&", 1531420618));

    [Fact]
    public void While_the_secret_is_rotated_both_count()
    {
        Assert.True(Verify(new SlackSignature("the new one", Secret), Signature, Body, 1531420618));
        Assert.False(Verify(new SlackSignature("the new one", "another"), Signature, Body, 1531420618));
    }

    [Fact]
    public void Without_a_secret_nobody_is_slack()
    {
        var none = new SlackSignature("", "");
        Assert.False(none.CanVerify);
        Assert.False(Verify(none, Signature, Body, 1531420618));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("soon")]
    [InlineData("-1531420618")]
    [InlineData("153142061815314206181")]
    public void A_timestamp_has_to_be_one(string? timestamp) => Assert.Equal(0, SlackSignature.Prefix(timestamp, new byte[64]));

    private static bool Verify(SlackSignature signature, string claimed, string body, long now)
    {
        var buffer = new byte[SlackSignature.LongestPrefix + body.Length];
        var prefix = SlackSignature.Prefix(Timestamp, buffer);
        var length = Encoding.UTF8.GetBytes(body, buffer.AsSpan(prefix));
        return signature.IsGenuine(Timestamp, claimed, buffer.AsSpan(0, prefix + length), now);
    }
}
