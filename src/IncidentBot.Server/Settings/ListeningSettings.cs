using System.Net;
using Microsoft.Extensions.Options;

namespace IncidentBot.Server.Settings;

/// <summary>Where the bot listens: <c>Urls</c>, addresses with semicolons between them; only this machine (127.0.0.1, port 5080) where nobody says.</summary>
internal sealed class ListeningSettings
{
    private const string Loopback = "http://127.0.0.1:5080";

    /// <summary>The addresses.</summary>
    public string[] Urls { get; set; } = [Loopback];

    /// <summary>Whether only programs on this machine can reach the bot.</summary>
    public bool IsOnlyForThisMachine => Array.TrueForAll(Urls, url => IsLoopback(BindingAddress.Parse(url).Host));

    /// <summary>Fills the record from the settings.</summary>
    public static void Read(ListeningSettings settings, IConfiguration configuration)
    {
        var urls = configuration["Urls"]?.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        settings.Urls = urls is { Length: > 0 } ? urls : [Loopback];
    }

    private static bool IsLoopback(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));

    /// <summary>Says which address is wrong, and what it should be.</summary>
    internal sealed class Validator : IValidateOptions<ListeningSettings>
    {
        public ValidateOptionsResult Validate(string? name, ListeningSettings options) =>
            options.Urls.Select(Problem).FirstOrDefault(problem => problem is not null) is { } found
                ? ValidateOptionsResult.Fail(found)
                : ValidateOptionsResult.Success;

        private static string? Problem(string url)
        {
            try
            {
                var address = BindingAddress.Parse(url);
                return address switch
                {
                    { Scheme: "https" } =>
                        $"Urls has “{url}”, and the bot speaks plain http. Give it an http address and put a reverse proxy with your certificate before it.",
                    { Port: > 65535 } => $"Urls has “{url}”, whose port is above 65535.",
                    _ => null,
                };
            }
            catch (FormatException)
            {
                return $"Urls has “{url}”, which is no address. Write http://127.0.0.1:5080, or http://0.0.0.0:5080 for every network.";
            }
        }
    }
}
