using System.Globalization;
using NodaTime;
using NodaTime.Text;

namespace IncidentBot.Stories.Replay;

/// <summary>How a story's text becomes lines, or sentences about what could not be read.</summary>
public sealed class Reading_a_story
{
    [Theory]
    [InlineData("2024-03-04 10:45 lee: hi", "2024-03-04T09:45:00Z")]
    [InlineData("2024-03-04T10:45 lee: hi", "2024-03-04T09:45:00Z")]
    [InlineData("2024-03-04 10:45:30 lee: hi", "2024-03-04T09:45:30Z")]
    [InlineData("2024-03-04T10:45:30.5Z lee: hi", "2024-03-04T10:45:30.5Z")]
    [InlineData("2024-03-04T10:45:30-04:00 lee: hi", "2024-03-04T14:45:30Z")]
    [InlineData("2024-03-04 10:45 -04:00 lee: hi", "2024-03-04T14:45:00Z")]
    [InlineData("2024-03-04 10:45+05:30 lee: hi", "2024-03-04T05:15:00Z")]
    [InlineData("2024-03-04 10:45 UTC lee: hi", "2024-03-04T10:45:00Z")]
    [InlineData("2024-03-04 10:45 UTC+02:00 lee: hi", "2024-03-04T08:45:00Z")]
    [InlineData("2024-03-04 10:45 SAST lee: hi", "2024-03-04T08:45:00Z")]
    [InlineData("2024-03-04 10:45 Asia/Tokyo lee: hi", "2024-03-04T01:45:00Z")]
    [InlineData("2024-03-04 9:45 lee: hi", "2024-03-04T08:45:00Z")]
    [InlineData("2024-03-04 9:45 PM lee: hi", "2024-03-04T20:45:00Z")]
    [InlineData("2024-03-04 12:05am lee: hi", "2024-03-03T23:05:00Z")]
    [InlineData("2024-03-04 12:05 PM GMT lee: hi", "2024-03-04T12:05:00Z")]
    public void A_line_begins_with_its_date_and_time(string line, string expected) =>
        Assert.Equal(InstantPattern.ExtendedIso.Parse(expected).Value, Only("@zone Europe/Berlin\n" + line).At);

    [Theory]
    [InlineData("10:50 lee: hi", "2024-03-04T10:50:00Z")]
    [InlineData("10:45 lee: at the same minute", "2024-03-04T10:45:00Z")]
    [InlineData("10:45:20 lee: hi", "2024-03-04T10:45:20Z")]
    [InlineData("+0m lee: hi", "2024-03-04T10:45:00Z")]
    [InlineData("+15m lee: hi", "2024-03-04T11:00:00Z")]
    [InlineData("+1h30m lee: hi", "2024-03-04T12:15:00Z")]
    [InlineData("+1d lee: hi", "2024-03-05T10:45:00Z")]
    [InlineData("+90s lee: hi", "2024-03-04T10:46:30Z")]
    [InlineData("08:50 -04:00 lee: the same day over there", "2024-03-04T12:50:00Z")]
    public void A_later_line_may_say_less(string line, string expected)
    {
        var lines = Lines("2024-03-04 10:45 UTC amara: first\n" + line);
        Assert.Equal(InstantPattern.ExtendedIso.Parse(expected).Value, lines[1].At);
    }

    [Theory]
    [InlineData("10:40 lee: hi", "It is before the line above. For the next day give its date.")]
    [InlineData("2024-03-04 10:40 lee: hi", "It is before the line above. A story goes forward in time.")]
    [InlineData("lee: hi", "A line begins with its time")]
    [InlineData("25:00 lee: hi", "A line begins with its time")]
    [InlineData("13:00 PM lee: hi", "A line begins with its time")]
    [InlineData("2024-02-30 10:50 lee: hi", "A line begins with its time")]
    [InlineData("10:50-xx lee: hi", "A line begins with its time")]
    [InlineData("+ lee: hi", "`+` is followed by an amount")]
    [InlineData("+5x lee: hi", "`+` is followed by an amount")]
    [InlineData("10:50 hi", "Who says it?")]
    [InlineData("10:50 /incident: hi", "Who says it?")]
    [InlineData("10:50 Lee Novak: hi", "Who says it?")]
    [InlineData("10:50 -: wait", "Behind `-:` stands only `tick`")]
    [InlineData("2024-03-31 02:30 Europe/Berlin lee: hi", "02:30 did not exist on 2024-03-31 in Europe/Berlin")]
    [InlineData("@zone Atlantis", "“Atlantis” is no time zone.")]
    [InlineData("@people <b>=Bold", "“<b>=Bold” is nobody.")]
    [InlineData("@drill yes", "“@drill” is not known.")]
    public void A_line_that_cannot_be_read_is_reported_with_its_number_and_the_next_is_read(string line, string because)
    {
        var (story, faults) = StoryReader.Read($"2024-03-04 10:45 amara: first\n# a comment\n\n{line}\n2024-04-01 11:00 amara: last\n");
        var fault = Assert.Single(faults);
        Assert.Equal((4, line), (fault.Line, fault.Text));
        Assert.StartsWith(because, fault.Because, StringComparison.Ordinal);
        Assert.Equal("last", story.Lines[^1].Text);
    }

    [Theory]
    [InlineData("10:45 lee: hi")]
    [InlineData("+5m lee: hi")]
    public void The_first_line_needs_a_date(string line) =>
        Assert.StartsWith("The first line needs a date", Assert.Single(StoryReader.Read(line).Faults).Because, StringComparison.Ordinal);

    [Fact]
    public void People_have_names_and_those_who_were_not_introduced_are_called_by_their_handle()
    {
        var (story, faults) = StoryReader.Read(
            "@people amara=Amara Diallo, Lee = Lee Novak\r\n@people zoe\r\n2024-03-04 10:45 @Noor: hi\r\n+0m LEE: hi\r\n"
        );
        Assert.Empty(faults);
        Assert.Equal(
            "amara=Amara Diallo lee=Lee Novak noor=Noor zoe=Zoe",
            string.Join(' ', story.People.Select(pair => $"{pair.Key}={pair.Value}"))
        );
        Assert.Equal(["noor", "lee"], story.Lines.Select(line => line.Who));
    }

    [Fact]
    public void What_is_said_may_hold_colons_and_the_tick_is_nobodys()
    {
        var lines = Lines("2024-03-04 10:45 lee:/incident note at 10:40 Error: 503\n11:00 -: tick\n");
        Assert.Equal("/incident note at 10:40 Error: 503", lines[0].Text);
        Assert.Null(lines[1].Who);
    }

    [Theory]
    [InlineData("2024-03-04 10:45 lee: hi", "UTC")]
    [InlineData("2024-03-04 10:45 -05:00 lee: hi", "UTC-05")]
    [InlineData("@zone Asia/Tokyo\n2024-03-04 10:45 -05:00 lee: hi", "Asia/Tokyo")]
    public void The_zone_of_a_story_is_its_own_word_for_it_else_the_first_lines_else_UTC(string text, string zone) =>
        Assert.Equal(zone, Only(text).Zone.Id);

    [Fact]
    public void A_zone_rules_from_its_line_on()
    {
        var lines = Lines("@zone Asia/Tokyo\n2024-03-04 10:00 lee: hi\n@zone Europe/London\n2024-03-04 10:00 lee: hi\n");
        Assert.Equal(["Asia/Tokyo", "Europe/London"], lines.Select(line => line.Zone.Id));
        Assert.Equal(Duration.FromHours(9), lines[1].At - lines[0].At);
    }

    [Fact]
    public void The_hour_that_comes_twice_is_the_first_one_until_that_is_over()
    {
        var lines = Lines(
            "@zone Europe/Berlin\n2024-10-27 02:30 lee: hi\n02:50 lee: hi\n02:40 lee: an hour later by the clock on the wall\n"
        );
        Assert.Equal(["00:30", "00:50", "01:40"], lines.Select(line => line.At.ToString("HH:mm", CultureInfo.InvariantCulture)));
    }

    private static StoryLine Only(string text) => Assert.Single(Lines(text));

    private static IReadOnlyList<StoryLine> Lines(string text)
    {
        var (story, faults) = StoryReader.Read(text);
        Assert.Empty(faults);
        return story.Lines;
    }
}
