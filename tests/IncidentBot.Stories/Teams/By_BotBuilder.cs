using IncidentBot.Teams;

namespace IncidentBot.Stories.Teams;

// What holds for the bot's own adapter holds with the Bot Framework SDK in its place.

public sealed class The_five_outages_in_Teams_by_BotBuilder : The_five_outages_in_Teams
{
    public The_five_outages_in_Teams_by_BotBuilder() => TeamsWorld.Adapter = TeamsOptions.BotBuilder;
}

public sealed class The_five_outages_in_Teams_by_BotBuilder_woken_by_Hangfire : The_five_outages_in_Teams
{
    public The_five_outages_in_Teams_by_BotBuilder_woken_by_Hangfire()
    {
        TeamsWorld.Adapter = TeamsOptions.BotBuilder;
        Operations.StoryEngine.Name = "hangfire";
    }
}

public sealed class Calling_over_HTTP_by_BotBuilder : Calling_over_HTTP
{
    public Calling_over_HTTP_by_BotBuilder() => TeamsWorld.Adapter = TeamsOptions.BotBuilder;
}

public sealed class When_Teams_fails_by_BotBuilder : When_Teams_fails
{
    public When_Teams_fails_by_BotBuilder() => TeamsWorld.Adapter = TeamsOptions.BotBuilder;
}

public sealed class Pressing_buttons_by_BotBuilder : Pressing_buttons
{
    public Pressing_buttons_by_BotBuilder() => TeamsWorld.Adapter = TeamsOptions.BotBuilder;
}

public sealed class Opening_an_incident_by_BotBuilder : Opening_an_incident
{
    public Opening_an_incident_by_BotBuilder() => TeamsWorld.Adapter = TeamsOptions.BotBuilder;
}

public sealed class Very_long_texts_by_BotBuilder : Very_long_texts
{
    public Very_long_texts_by_BotBuilder() => TeamsWorld.Adapter = TeamsOptions.BotBuilder;
}
