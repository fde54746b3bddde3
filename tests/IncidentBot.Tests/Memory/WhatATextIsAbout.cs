using FsCheck;
using FsCheck.Fluent;
using IncidentBot.Memory.Words;

namespace IncidentBot.Tests.Memory;

public sealed class WhatATextIsAbout
{
    [Theory]
    [InlineData("failing", "fail")]
    [InlineData("failed", "fail")]
    [InlineData("fails", "fail")]
    [InlineData("relational", "relat")]
    [InlineData("hopping", "hop")]
    [InlineData("filing", "file")]
    [InlineData("agreed", "agre")]
    [InlineData("happy", "happi")]
    [InlineData("sky", "sky")]
    [InlineData("caresses", "caress")]
    [InlineData("ponies", "poni")]
    [InlineData("vietnamization", "vietnam")]
    [InlineData("adoption", "adopt")]
    [InlineData("controlling", "control")]
    [InlineData("probate", "probat")]
    [InlineData("cease", "ceas")]
    [InlineData("s3", "s3")]
    public void Endings_are_cut_off_as_the_paper_says(string word, string stem) => Assert.Equal(stem, PorterStemmer.Stem(word));

    [Theory]
    [InlineData("The LB answers 502", "load_balanc answer bad_gatewai")]
    [InlineData("load-balancers: bad gateways", "load_balanc bad_gatewai")]
    [InlineData("Postgres ran out of memory at 10:45 (30%)", "databas out_of_memori")]
    [InlineData("<@U1|Lee> looks at https://wiki.example/oom now", "look")]
    [InlineData("they couldn’t deploy", "deploy")]
    [InlineData("", "")]
    public void Synonyms_are_one_term_and_numbers_people_and_addresses_are_none(string text, string terms) =>
        Assert.Equal(terms, string.Join(' ', Terms.Of(text, Synonyms.OfOperations)));

    [Fact]
    public void A_team_adds_words_of_its_own()
    {
        var synonyms = Synonyms.With(["# ours", "order book, orderbook, ob2"]);

        Assert.Equal(Terms.Of("the order books", synonyms), Terms.Of("OB2", synonyms));
    }

    [Fact]
    public void Any_text_has_terms_that_are_not_empty() =>
        Prop.ForAll<string?>(text => !Terms.Of(text ?? "", Synonyms.OfOperations).Contains("")).QuickCheckThrowOnFailure();
}
