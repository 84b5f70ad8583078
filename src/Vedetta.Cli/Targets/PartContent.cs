using System.Net;
using System.Net.Http.Headers;

namespace Vedetta.Cli.Targets;

/// <summary>A file as one request body, made piece by piece while it is sent.</summary>
internal sealed class PartContent : HttpContent
{
    private readonly IAsyncEnumerable<FilePart> _parts;
    private readonly IProgress<long> _progress;

    /// <summary>Sends these pieces as one file of that type.</summary>
    public PartContent(IAsyncEnumerable<FilePart> parts, string contentType, IProgress<long> progress)
    {
        (_parts, _progress) = (parts, progress);
        Headers.ContentType = new MediaTypeHeaderValue(contentType);
    }

    /// <inheritdoc/>
    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => SerializeToStreamAsync(stream, context, CancellationToken.None);

    /// <inheritdoc/>
    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        var header = 0;
        var rows = 0L;
        await foreach (var part in _parts.WithCancellation(cancellationToken))
        {
            await stream.WriteAsync(part.Bytes.AsMemory(header), cancellationToken);
            header = part.HeaderLength;
            _progress.Report(rows += part.Rows);
        }
    }

    /// <inheritdoc/>
    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }
}
