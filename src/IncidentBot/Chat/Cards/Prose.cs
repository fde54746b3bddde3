using System.Collections.Immutable;
using System.Text;
using System.Text.Json.Serialization;
using IncidentBot.People;
using IncidentBot.Times;

namespace IncidentBot.Chat.Cards;

/// <summary>A piece of a sentence. Renderers escape and mark it up; nothing else knows any platform's markup.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "is")]
[JsonDerivedType(typeof(PlainSpan), "plain")]
[JsonDerivedType(typeof(StrongSpan), "strong")]
[JsonDerivedType(typeof(CodeSpan), "code")]
[JsonDerivedType(typeof(LinkSpan), "link")]
[JsonDerivedType(typeof(MentionSpan), "mention")]
[JsonDerivedType(typeof(MomentSpan), "time")]
public abstract record Span;

/// <summary>Ordinary words.</summary>
public sealed record PlainSpan(string Text) : Span;

/// <summary>Words that stand out.</summary>
public sealed record StrongSpan(string Text) : Span;

/// <summary>Something to type.</summary>
public sealed record CodeSpan(string Text) : Span;

/// <summary>A link.</summary>
public sealed record LinkSpan(string Text, string Url) : Span;

/// <summary>A person, who is notified where the platform can.</summary>
public sealed record MentionSpan(Person Who) : Span;

/// <summary>A moment, shown in the reader's zone where the platform can.</summary>
public sealed record MomentSpan(Moment When) : Span;

/// <summary>A sentence or a paragraph, free of markup.</summary>
public sealed record Prose(ImmutableArray<Span> Spans)
{
    /// <summary>Nothing.</summary>
    public static Prose Empty { get; } = new(ImmutableArray<Span>.Empty);

    /// <summary>Words as somebody typed them; mentions in them become mentions.</summary>
    public static Prose Of(string text) => new(Mentions.AreIn(text) ? [.. Mentions.Split(text)] : Plain(text));

    /// <summary>Words that stand out.</summary>
    public static Prose Strong(string text) => new([new StrongSpan(text)]);

    /// <summary>Something to type.</summary>
    public static Prose Code(string text) => new([new CodeSpan(text)]);

    /// <summary>A link.</summary>
    public static Prose Link(string text, string url) => new([new LinkSpan(text, url)]);

    /// <summary>A person; a team is only named.</summary>
    public static Prose Mention(Party who) => who.Person is { } person ? Mention(person) : new([new PlainSpan(who.Name)]);

    /// <summary>A person.</summary>
    public static Prose Mention(Person who) => new([new MentionSpan(who)]);

    /// <summary>A moment.</summary>
    public static Prose Time(Moment when) => new([new MomentSpan(when)]);

    /// <summary>All of them, one after the other.</summary>
    public static Prose Joined(params ReadOnlySpan<Prose> parts)
    {
        var length = 0;
        foreach (var part in parts)
        {
            length += part.Spans.Length;
        }

        var spans = ImmutableArray.CreateBuilder<Span>(length);
        foreach (var part in parts)
        {
            spans.AddRange(part.Spans);
        }

        return new Prose(spans.MoveToImmutable());
    }

    /// <summary>One after the other.</summary>
    public static Prose operator +(Prose left, Prose right) => new(left.Spans.AddRange(right.Spans));

    /// <summary>Words as somebody typed them.</summary>
    public static implicit operator Prose(string text) => Of(text);

    /// <summary>The words alone, as a terminal shows them.</summary>
    public string ToPlainText()
    {
        var text = new StringBuilder();
        foreach (var span in Spans)
        {
            text.Append(
                span switch
                {
                    PlainSpan s => s.Text,
                    StrongSpan s => s.Text,
                    CodeSpan s => $"`{s.Text}`",
                    LinkSpan s => s.Text == s.Url ? s.Url : $"{s.Text} ({s.Url})",
                    MentionSpan s => s.Who.Name,
                    MomentSpan s => TimeText.Of(s.When),
                    _ => throw new InvalidOperationException($"No plain text for {span.GetType().Name}."),
                }
            );
        }

        return text.ToString();
    }

    /// <inheritdoc />
    public override string ToString() => ToPlainText();

    private static ImmutableArray<Span> Plain(string text) => text.Length == 0 ? [] : [new PlainSpan(text)];
}
