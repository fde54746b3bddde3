namespace IncidentBot.Testing.Slack;

/// <summary>Every Web API method the fake knows, a file per family.</summary>
internal static class SlackMethods
{
    public static IReadOnlyList<SlackMethod> All { get; } =
    [
        .. AuthMethods.All,
        .. ConversationMethods.All,
        .. ConversationReads.All,
        .. ConversationMembers.All,
        .. ChatMethods.All,
        .. ChatExtras.All,
        .. PinMethods.All,
        .. BookmarkMethods.All,
        .. ReactionMethods.All,
        .. ViewMethods.All,
        .. PeopleMethods.All,
        .. FileMethods.All,
        .. CanvasMethods.All,
    ];
}
