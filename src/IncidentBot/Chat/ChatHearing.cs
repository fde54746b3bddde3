namespace IncidentBot.Chat;

/// <summary>How a platform reaches the bot, for whoever asks whether it is heard.</summary>
/// <param name="Platform">The platform's name.</param>
/// <param name="Look">How its connections stand now; null where it calls the bot over HTTP, so that nothing can be told from here.</param>
public sealed record ChatHearing(string Platform, Func<HearingNow?> Look);

/// <summary>The connections on which a platform is heard.</summary>
/// <param name="Open">How many hear.</param>
/// <param name="Wanted">How many there should be.</param>
/// <param name="Stopped">Why nothing will be heard any more, with what to do; null while the bot goes on trying.</param>
public sealed record HearingNow(int Open, int Wanted, string? Stopped);
