using IncidentBot.Chat;
using IncidentBot.Incidents;
using IncidentBot.Testing;
using IncidentBot.Timeline;

namespace IncidentBot.Tests.Chat;

public sealed class WhatPeopleType
{
    [Theory]
    [InlineData("nite X", "note")]
    [InlineData("resolve", null)]
    [InlineData("reslved X", "resolved")]
    [InlineData("suspct X", "suspect")]
    [InlineData("miti X", "mitigated")]
    [InlineData("tiemline", "timeline")]
    public void An_unknown_word_is_answered_with_the_nearest(string line, string? nearest) =>
        Assert.Contains(nearest is null ? "needs words" : $"`{nearest}`", NotRead(line), StringComparison.Ordinal);

    [Theory]
    [InlineData("The website is down!")]
    [InlineData("xyzzy")]
    [InlineData("日本語")]
    public void Ordinary_words_are_not_recorded_and_the_way_to_do_it_is_shown(string line)
    {
        Assert.Contains("nothing was recorded", NotRead(line), StringComparison.Ordinal);
        Assert.Contains("`note …`", NotRead(line), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("/")]
    [InlineData("\u200f")]
    public void Nothing_at_all_is_a_wish_for_help(string line) => Assert.Equal(new HelpFor(""), AnIncident.Opened.Read(line).Command);

    [Theory]
    [InlineData("note \"Restarted\"", "Restarted")]
    [InlineData("note “Restarted”", "Restarted")]
    [InlineData("note „Neu gestartet“", "Neu gestartet")]
    [InlineData("note «Redémarré»", "Redémarré")]
    [InlineData("note \"A\" and \"B\"", "\"A\" and \"B\"")]
    [InlineData("note It's back", "It's back")]
    [InlineData("note <b>bold</b> *x* _y_ `z` & <https://x.example|x>", "<b>bold</b> *x* _y_ `z` & <https://x.example|x>")]
    [InlineData("note 🔥🧯 👩‍🚒 done", "🔥🧯 👩‍🚒 done")]
    [InlineData("note First line\nsecond line", "First line\nsecond line")]
    [InlineData("note\nFirst line", "First line")]
    [InlineData("note a\tb", "a b")]
    [InlineData("note a\0b\u0007c\u001b[31m", "abc[31m")]
    [InlineData("\u200fnote שלום עולם", "שלום עולם")]
    [InlineData("Note: Restarted", "Restarted")]
    [InlineData("NOTE, Restarted", "Restarted")]
    public void A_text_is_kept_as_it_was_typed(string line, string text) => Assert.Equal(text, Note(line).Text);

    [Fact]
    public void Half_a_character_does_not_reach_the_database() => Assert.Equal("a\ufffdb", Note("note a\ud83db").Text);

    [Fact]
    public void Forty_thousand_characters_are_a_note() =>
        Assert.Equal(new string('a', 40_000), Note("note " + new string('a', 40_000)).Text);

    [Fact]
    public void A_hundred_thousand_and_one_are_refused_with_the_way_out() =>
        Assert.Contains("send it in parts", NotRead("note " + new string('a', 99_996)), StringComparison.Ordinal);

    [Fact]
    public void An_emoji_at_the_cut_is_not_halved() =>
        Assert.DoesNotContain('\ud83d', NotRead(new string('x', 38) + "🔥🔥").Replace("🔥", "", StringComparison.Ordinal));

    [Theory]
    [InlineData("note at 10:45 – Restarted")]
    [InlineData("note at 10:45: Restarted")]
    [InlineData("note 10:45 Restarted")]
    public void A_time_stands_before_the_text(string line)
    {
        var note = (AddEntry)AnIncident.Opened.Later(NodaTime.Duration.FromHours(1)).Read(line).Command!;

        Assert.Equal(("Restarted", AnIncident.At(10, 45)), (note.Text, note.When?.From));
    }

    [Fact]
    public void A_mention_is_a_person()
    {
        var role = (RoleAssigned)AnIncident.Opened.Records("lead <@fake:lee|Lee Novak>");

        Assert.Equal(Cast.Lee, role.To.Person);
    }

    private static AddEntry Note(string line) => Assert.IsType<AddEntry>(AnIncident.Opened.Read(line).Command);

    private static string NotRead(string line) => AnIncident.Opened.Read(line).Because!.ToPlainText();
}
