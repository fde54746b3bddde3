using System.Globalization;
using System.Net.Mail;

namespace IncidentBot.Server.Settings;

/// <summary>The mail server: <c>Mail__Host</c>, <c>Mail__Port</c>, <c>Mail__From</c>, <c>Mail__UserName</c>, <c>Mail__Password</c>, <c>Mail__Encrypted</c>.</summary>
internal sealed record MailSettings
{
    /// <summary>The server; empty where there is no mail.</summary>
    public string Host { get; private init; } = "";

    /// <summary>Its port.</summary>
    public int Port { get; private init; } = 587;

    /// <summary>Who the mails are from.</summary>
    public string From { get; private init; } = "";

    /// <summary>The name to log in with; empty for none.</summary>
    public string UserName { get; private init; } = "";

    /// <summary>The password.</summary>
    public string Password { get; private init; } = "";

    /// <summary>Whether STARTTLS is asked for; without it nothing is sent.</summary>
    public bool IsEncrypted { get; private init; } = true;

    /// <inheritdoc />
    public override string ToString() => Host;

    /// <summary>Reads them, and says what is wrong.</summary>
    public static MailSettings Read(IConfiguration configuration, List<string> wrong)
    {
        var section = configuration.GetSection("Mail");
        var settings = new MailSettings
        {
            Host = section["Host"]?.Trim() ?? "",
            From = section["From"]?.Trim() ?? "",
            UserName = section["UserName"] ?? "",
            Password = section["Password"] ?? "",
            Port = 587,
            IsEncrypted = !"false".Equals(section["Encrypted"]?.Trim(), StringComparison.OrdinalIgnoreCase),
        };
        if (settings.Host.Length > 0 && !MailAddress.TryCreate(settings.From, out _))
        {
            wrong.Add($"Mail__From is “{settings.From}”; with Mail__Host it has to be an address like incidents@example.com.");
        }

        if (section["Encrypted"] is { Length: > 0 } encrypted && !bool.TryParse(encrypted.Trim(), out _))
        {
            wrong.Add($"Mail__Encrypted is “{encrypted}”; it has to be true or false.");
        }

        if (section["Port"] is not { Length: > 0 } port)
        {
            return settings;
        }

        if (int.TryParse(port.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is > 0 and <= 65_535)
        {
            return settings with { Port = number };
        }

        wrong.Add($"Mail__Port is “{port}”; it has to be a number from 1 to 65535, like 587.");
        return settings;
    }
}
