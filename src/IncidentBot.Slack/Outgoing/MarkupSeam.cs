namespace IncidentBot.Slack.Outgoing;

/// <summary>Where a text with Slack's markup can be cut.</summary>
internal static class MarkupSeam
{
    /// <summary>At most so many characters of a text, the last one “…” where it is cut.</summary>
    public static string Cut(string markup, int most) => markup.Length <= most ? markup : markup[..Before(markup, most - 1)] + "…";

    /// <summary>The last place at which a text can be parted: escapes, marks and surrogates must not be cut in half.</summary>
    public static int Before(string markup, int most)
    {
        var cut = most;
        var open = markup.LastIndexOf('<', cut - 1);
        if (open >= 0 && markup.IndexOf('>', open) >= cut)
        {
            cut = open;
        }

        var escape = cut > 0 ? markup.LastIndexOf('&', cut - 1) : -1;
        if (escape >= 0 && cut - escape < 6 && markup.IndexOf(';', escape) >= cut)
        {
            cut = escape;
        }

        return cut > 0 && char.IsHighSurrogate(markup[cut - 1]) ? cut - 1 : cut;
    }
}
