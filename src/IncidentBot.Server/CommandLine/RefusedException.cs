namespace IncidentBot.Server.CommandLine;

/// <summary>What was asked for cannot be done. The message is the sentence that the person sees, without a stack trace.</summary>
internal sealed class RefusedException(string sentence) : Exception(sentence);
