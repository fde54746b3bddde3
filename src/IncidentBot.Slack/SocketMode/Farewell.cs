namespace IncidentBot.Slack.SocketMode;

/// <summary>Why a connection is of no more use.</summary>
internal enum Farewell
{
    /// <summary>It broke, or Slack closed it.</summary>
    Lost,

    /// <summary>Slack renews it: another one first, then this one goes.</summary>
    Refresh,

    /// <summary>Socket Mode was switched off for the app.</summary>
    Disabled,

    /// <summary>There are too many connections already.</summary>
    TooMany,
}
