using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace IncidentBot.Stories.Operations;

/// <summary>A collector: takes OTLP over HTTP as protobuf and reads the names of spans and metrics in it.</summary>
internal sealed class OtlpReceiver : IAsyncDisposable
{
    // Where the names stand: resource, scope, span or metric, name, by their numbers in opentelemetry-proto.
    private static readonly int[] SpanName = [1, 2, 2, 5];
    private static readonly int[] MetricName = [1, 2, 2, 1];

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private readonly WebApplication _app;
    private readonly ConcurrentQueue<(string Path, byte[] Body)> _received = new();

    private readonly SemaphoreSlim _arrived = new(0);

    private OtlpReceiver(WebApplication app) => _app = app;

    public string Url => _app.Urls.First();

    /// <summary>Every body as it came.</summary>
    public IEnumerable<byte[]> Bodies => _received.Select(received => received.Body);

    public IReadOnlySet<string> Spans => Names("/v1/traces", SpanName);

    public IReadOnlySet<string> Metrics => Names("/v1/metrics", MetricName);

    public static async Task<OtlpReceiver> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var receiver = new OtlpReceiver(builder.Build());
        receiver._app.Urls.Add("http://127.0.0.1:0");
        receiver._app.MapPost("/{**path}", (RequestDelegate)receiver.TakeAsync);
        await receiver._app.StartAsync();
        return receiver;
    }

    /// <summary>Done when the condition holds; it is asked again after each arrival. Gives up after minutes of real time.</summary>
    public async Task UntilAsync(Func<bool> condition)
    {
        using var patience = new CancellationTokenSource(Patience, TimeProvider.System);
        while (!condition())
        {
            await _arrived.WaitAsync(patience.Token);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _arrived.Dispose();
    }

    private async Task TakeAsync(HttpContext context)
    {
        Assert.Equal("application/x-protobuf", context.Request.ContentType);
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        _received.Enqueue((context.Request.Path, body.ToArray()));
        context.Response.ContentType = "application/x-protobuf";
        _arrived.Release();
    }

    private HashSet<string> Names(string path, int[] where) =>
        [
            .. _received
                .Where(received => received.Path == path)
                .SelectMany(received => At(received.Body, where))
                .Select(name => Encoding.UTF8.GetString(name.Span)),
        ];

    private static IEnumerable<ReadOnlyMemory<byte>> At(ReadOnlyMemory<byte> message, ReadOnlyMemory<int> where) =>
        where.IsEmpty ? [message] : Fields(message, where.Span[0]).SelectMany(field => At(field, where[1..]));

    // The fields of one number that have a length: texts and messages. Others are passed over.
    private static List<ReadOnlyMemory<byte>> Fields(ReadOnlyMemory<byte> message, int number)
    {
        var found = new List<ReadOnlyMemory<byte>>();
        for (var at = 0; at < message.Length; )
        {
            var tag = Varint(message.Span, ref at);
            switch (tag & 7)
            {
                case 0:
                    Varint(message.Span, ref at);
                    break;
                case 1:
                    at += 8;
                    break;
                case 2:
                    var length = (int)Varint(message.Span, ref at);
                    if ((int)(tag >> 3) == number)
                    {
                        found.Add(message.Slice(at, length));
                    }

                    at += length;
                    break;
                case 5:
                    at += 4;
                    break;
                default:
                    throw new InvalidDataException($"No protobuf: wire type {tag & 7}.");
            }
        }

        return found;
    }

    private static ulong Varint(ReadOnlySpan<byte> bytes, ref int at)
    {
        var value = 0UL;
        for (var shift = 0; ; shift += 7)
        {
            var next = bytes[at++];
            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80)
            {
                return value;
            }
        }
    }
}
