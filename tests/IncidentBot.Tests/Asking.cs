using IncidentBot.Chat;
using IncidentBot.Chat.Cards;
using IncidentBot.Incidents;

namespace IncidentBot.Tests;

/// <summary>What tests ask of a decision.</summary>
internal static class Asking
{
    /// <summary>The answer in words.</summary>
    public static string Said(this Decided decided) => PlainTextCard.Render(decided.Reply.Card);

    /// <summary>It was refused, nothing is recorded, and the sentence has these words.</summary>
    public static void IsRefusedWith(this Decided decided, string words)
    {
        Assert.Equal(Outcome.Refused, decided.Reply.Outcome);
        Assert.Empty(decided.Events);
        Assert.Empty(decided.Effects);
        Assert.Empty(decided.Wakeups);
        Assert.Contains(words, decided.Said(), StringComparison.Ordinal);
    }

    /// <summary>It was so already: nothing is recorded and nothing was wrong.</summary>
    public static void ChangesNothing(this Decided decided, string words)
    {
        Assert.Equal(Outcome.Answered, decided.Reply.Outcome);
        Assert.Empty(decided.Events);
        Assert.Contains(words, decided.Said(), StringComparison.Ordinal);
    }

    /// <summary>A copy of every event's kind: one of each subtype that an assembly has.</summary>
    public static IEnumerable<Type> SubtypesOf<T>() =>
        typeof(T).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(T)) && !type.IsAbstract);
}
