using System.Text.Json.Nodes;

namespace IncidentBot.Testing.Slack;

/// <summary>A member of the workspace, or the bot itself.</summary>
public sealed record SlackUser(string Id, string Name)
{
    public string RealName { get; init; } = Name;

    public string TimeZone { get; init; } = "Europe/London";

    public string Email { get; init; } = $"{Name}@example.com";

    public bool IsDeleted { get; init; }

    public bool IsGuest { get; init; }

    public bool IsBot { get; init; }

    internal JsonObject ToJson(string teamId, bool withEmail)
    {
        var profile = new JsonObject
        {
            ["display_name"] = Name,
            ["real_name"] = RealName,
            ["image_72"] = $"https://avatars.example.com/{Id}_72.png",
        };
        if (withEmail && !IsBot)
        {
            profile["email"] = Email;
        }

        return new JsonObject
        {
            ["id"] = Id,
            ["team_id"] = teamId,
            ["name"] = Name,
            ["deleted"] = IsDeleted,
            ["real_name"] = RealName,
            ["tz"] = TimeZone,
            ["tz_offset"] = (int)Offset().TotalSeconds,
            ["is_bot"] = IsBot,
            ["is_restricted"] = IsGuest,
            ["is_ultra_restricted"] = false,
            ["profile"] = profile,
        };
    }

    private TimeSpan Offset() => TimeZoneInfo.TryFindSystemTimeZoneById(TimeZone, out var zone) ? zone.BaseUtcOffset : TimeSpan.Zero;
}

/// <summary>A user group such as <c>@sre-on-call</c>.</summary>
public sealed record SlackUserGroup(string Id, string Handle, IReadOnlyList<string> Users)
{
    internal JsonObject ToJson(string teamId) =>
        new()
        {
            ["id"] = Id,
            ["team_id"] = teamId,
            ["is_usergroup"] = true,
            ["name"] = Handle,
            ["handle"] = Handle,
            ["date_delete"] = 0,
            ["user_count"] = Users.Count,
        };
}
