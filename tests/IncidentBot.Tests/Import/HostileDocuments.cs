using System.Text;
using IncidentBot.Import;
using IncidentBot.Incidents;
using IncidentBot.Postmortems;
using IncidentBot.Testing;

namespace IncidentBot.Tests.Import;

public sealed class HostileDocuments
{
    private const string Outage = """
        # Kiosk <script>alert(1)</script> down
        <script>document.location = "http://evil.example"</script>
        <img src=x onerror=alert(2)>
        **Impact:** 20% of kiosks <iframe src="http://evil.example"></iframe> [click](javascript:alert(3))
        ## Timeline
        - 10:00 UTC: Kiosks show <b onclick=alert(4)>nothing</b>
        - 11:00 UTC: resolved
        """;

    public static TheoryData<string> Nasty =>
        [
            new string('[', 200_000),
            new string('*', 200_000),
            string.Concat(Enumerable.Repeat("> ", 100_000)),
            string.Concat(Enumerable.Repeat("- ", 100_000)),
            string.Concat(Enumerable.Repeat("<a", 100_000)),
            string.Concat(Enumerable.Repeat("`", 200_001)),
            string.Concat(Enumerable.Repeat("10:00 ", 100_000)),
            string.Concat(Enumerable.Repeat("10:00 UTC - ", 50_000)),
            string.Concat(Enumerable.Repeat("two hours and ", 50_000)),
            string.Concat(Enumerable.Repeat("| a ", 100_000)) + "\n" + string.Concat(Enumerable.Repeat("|---", 100_000)),
            "---\n" + string.Concat(Enumerable.Repeat("a: b\n", 100_000)),
            "# Timeline\n" + string.Concat(Enumerable.Repeat("- 10:00 UTC: x\n", 40_000)),
            string.Concat(Enumerable.Repeat("Impact: ", 60_000)),
            new string(' ', 500_000) + "x",
            string.Concat(Enumerable.Repeat("((((", 60_000)),
        ];

    [Fact]
    public void Run_nothing_on_the_page()
    {
        var facts = DocumentReader.Read(Outage);
        var html = PostmortemDraft.Html(ImportedEvents.Decide(new IncidentId(1), facts, "<script>.md", "0a", AnIncident.At(10, 0)).After);

        Assert.Null(facts.Refusal);
        Assert.Equal(20, facts.ImpactPercent);
        Assert.DoesNotContain("<script", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("<iframe", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("onerror=", html.Replace("&lt;", "", StringComparison.Ordinal), StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("href=\"javascript", html, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [MemberData(nameof(Nasty))]
    public async Task Are_read_or_refused_in_a_while(string text)
    {
        var reading = Task.Run(() => DocumentReader.Read(text), TestContext.Current.CancellationToken);

        Assert.NotNull(await reading.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("Flour, milk and eggs.\n\n# Pancakes\n- 3 eggs\n- 200 g flour")]
    [InlineData("# Minutes of the meeting\n10:00 Welcome")]
    [InlineData("# Postmortem\n## Timeline\n## Root Cause\n[describe it]\n## Impact\nTBD")]
    [InlineData("x")]
    public void That_are_no_postmortems_are_refused(string text) => Assert.NotNull(DocumentReader.Read(text).Refusal);

    [Fact]
    public void Of_other_encodings_are_read_and_binary_ones_refused()
    {
        const string Words = "Zürich – “Größe” ist ok";
        foreach (
            var encoding in new[] { Encoding.UTF8, new UTF8Encoding(true), Encoding.Unicode, Encoding.BigEndianUnicode, Encoding.UTF32 }
        )
        {
            Assert.Equal(Words, DocumentText.Of([.. encoding.GetPreamble(), .. encoding.GetBytes(Words)]).Text);
        }

        byte[] mixed = [.. "Zürich\n"u8, .. "Gr"u8, 0xf6, 0xdf, (byte)'e', .. "\n"u8];
        Assert.Equal("Zürich\nGröße", DocumentText.Of(mixed).Text!.TrimEnd());
        Assert.All(
            new byte[][]
            {
                [1, 0, 2],
                [.. "%PDF-1.7"u8],
                [.. "PK\x03\x04"u8, 20],
                [.. Enumerable.Repeat((byte)7, 100)],
                [],
                [.. "  \n "u8],
            },
            bytes => Assert.NotNull(DocumentText.Of(bytes).Because)
        );
    }

    [Fact]
    public async Task Of_a_hundred_megabytes_are_refused_after_the_first()
    {
        await using var stream = new Endless();

        Assert.NotNull((await DocumentText.ReadAsync(stream, TestContext.Current.CancellationToken)).Because);
        Assert.InRange(stream.Taken, 1, DocumentText.MostBytes + (1 << 20));
    }

    private sealed class Endless : Stream
    {
        public long Taken { get; private set; }

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            buffer.Span.Fill((byte)'a');
            Taken += buffer.Length;
            return ValueTask.FromResult(buffer.Length);
        }

        public override void Flush() { }

        public override int Read(byte[] buffer, int offset, int count)
        {
            buffer.AsSpan(offset, count).Fill((byte)'a');
            Taken += count;
            return count;
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
