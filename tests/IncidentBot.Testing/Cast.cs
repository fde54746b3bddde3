using IncidentBot.People;

namespace IncidentBot.Testing;

/// <summary>The people of the tests.</summary>
public static class Cast
{
    /// <summary>Opens incidents and leads them.</summary>
    public static Person Amara { get; } = new("fake:amara", "Amara Diallo");

    /// <summary>Helps.</summary>
    public static Person Lee { get; } = new("fake:lee", "Lee Novak");

    /// <summary>Takes no part.</summary>
    public static Person Zoe { get; } = new("fake:zoe", "Zoe Outsider");
}
