using System.Text;

namespace IncidentBot.Import;

/// <summary>The text of a file, or why it has none.</summary>
/// <param name="Text">The text; null where it has none.</param>
/// <param name="Because">Why; null where it has one.</param>
public sealed record DocumentText(string? Text, string? Because)
{
    /// <summary>A longer file is no postmortem.</summary>
    public const int MostBytes = 1 << 20;

    private static readonly Encoding Strict = new UTF8Encoding(false, throwOnInvalidBytes: true);

    /// <summary>The sentence for a file that is too long.</summary>
    public static DocumentText TooLong { get; } = new(null, $"It is longer than {MostBytes >> 10} KiB; no postmortem is.");

    /// <summary>Reads a stream, no further than a postmortem may be long.</summary>
    public static async Task<DocumentText> ReadAsync(Stream stream, CancellationToken cancellation)
    {
        var bytes = new byte[MostBytes + 1];
        var length = await stream.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, cancellation);
        return length > MostBytes ? TooLong : Of(bytes.AsSpan(0, length));
    }

    /// <summary>Decodes a file: UTF-8, UTF-16 and UTF-32 by their marks, and what is none of them line by line as Windows wrote it.</summary>
    public static DocumentText Of(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > MostBytes)
        {
            return TooLong;
        }

        if (Marked(bytes) is { } marked)
        {
            return Words(marked);
        }

        return bytes.StartsWith("%PDF"u8) ? new(null, "It is a PDF file. Save it as text or Markdown first.")
            : bytes.StartsWith("PK\x03\x04"u8) ? new(null, "It is an archive or an office file. Save it as text or Markdown first.")
            : bytes.Contains((byte)0) ? new(null, "It is a binary file.")
            : Words(Lines(bytes));
    }

    private static DocumentText Words(string text)
    {
        var controls = text.Count(letter => char.IsControl(letter) && letter is not ('\n' or '\r' or '\t' or '\f'));
        return controls > 8 && controls * 50 > text.Length ? new(null, "It is a binary file.")
            : string.IsNullOrWhiteSpace(text) ? new(null, "It is empty.")
            : new(
                controls == 0 ? text : string.Concat(text.Where(letter => !char.IsControl(letter) || letter is '\n' or '\r' or '\t')),
                null
            );
    }

    private static string? Marked(ReadOnlySpan<byte> bytes) =>
        bytes.StartsWith((ReadOnlySpan<byte>)[0xef, 0xbb, 0xbf]) ? Lines(bytes[3..])
        : bytes.StartsWith((ReadOnlySpan<byte>)[0xff, 0xfe, 0, 0]) ? Encoding.UTF32.GetString(bytes[4..])
        : bytes.StartsWith((ReadOnlySpan<byte>)[0xff, 0xfe]) ? Encoding.Unicode.GetString(bytes[2..])
        : bytes.StartsWith((ReadOnlySpan<byte>)[0xfe, 0xff]) ? Encoding.BigEndianUnicode.GetString(bytes[2..])
        : null;

    private static string Lines(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return Strict.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            // Two people wrote it with two editors.
            var windows = CodePagesEncodingProvider.Instance.GetEncoding(1252)!;
            var text = new StringBuilder(bytes.Length);
            foreach (var range in bytes.Split((byte)'\n'))
            {
                text.Append(Line(bytes[range], windows)).Append('\n');
            }

            return text.ToString();
        }
    }

    private static string Line(ReadOnlySpan<byte> line, Encoding windows)
    {
        try
        {
            return Strict.GetString(line);
        }
        catch (DecoderFallbackException)
        {
            return windows.GetString(line);
        }
    }
}
