using System.IO.Compression;
using Vedetta.Core.Ingestion.Files;
using Vedetta.Core.Ingestion.Reading;

namespace Vedetta.Core.Ingestion;

/// <summary>Opens what was sent as a reader of rows, once or twice.</summary>
internal sealed class SourceOpener(IngestSource source, ITabularFileReader? tabular, IngestionOptions options) : IAsyncDisposable
{
    private string? _spooled;

    /// <summary>Whether it can be read more than once as it is.</summary>
    public bool Repeatable => source.Path is not null || _spooled is not null;

    /// <summary>Keeps a stream as a file, so that it can be read twice.</summary>
    public async ValueTask SpoolAsync(CancellationToken cancel)
    {
        if (Repeatable) return;
        var folder = options.SpoolDirectory ?? Path.GetTempPath();
        Directory.CreateDirectory(folder);
        _spooled = Path.Combine(folder, $"vedetta-{Guid.NewGuid():N}.upload");
        await using var file = new FileStream(_spooled, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1 << 16, FileOptions.Asynchronous);
        await source.Content!.CopyToAsync(file, cancel);
    }

    /// <summary>Opens it from the beginning.</summary>
    public async ValueTask<IRowReader> OpenAsync(TimeZoneInfo zone, CancellationToken cancel)
    {
        if (source.Format == IngestFormat.Parquet) return await OpenTabularAsync(zone, cancel);
        var path = source.Path ?? _spooled;
        Stream stream = path is null
            ? new Borrowed(source.Content ?? throw new ArgumentException("a source needs a stream or a path", nameof(cancel)))
            : OpenFile(path);
        if (source.Gzip) stream = new GZipStream(stream, CompressionMode.Decompress);
        return new Owning(stream, source.Format == IngestFormat.Csv ? new CsvRowReader(stream) : new JsonRowReader(stream, source.Format == IngestFormat.NdJson));
    }

    public ValueTask DisposeAsync()
    {
        if (_spooled is not null) File.Delete(_spooled);
        return ValueTask.CompletedTask;
    }

    private static FileStream OpenFile(string path)
    {
        try
        {
            return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.Asynchronous | FileOptions.SequentialScan);
        }
        catch (Exception fault) when (fault is FileNotFoundException or DirectoryNotFoundException or UnauthorizedAccessException)
        {
            throw new IngestFormatException("unreadable_file", $"'{Path.GetFileName(path)}' cannot be opened: {fault.Message}", fault);
        }
    }

    private async ValueTask<IRowReader> OpenTabularAsync(TimeZoneInfo zone, CancellationToken cancel)
    {
        if (tabular is null) throw new IngestFormatException("unsupported_format", "Parquet cannot be read here; send CSV or NDJSON");
        await SpoolAsync(cancel);
        var path = source.Path ?? _spooled!;
        if (source.Gzip)
        {
            // Parquet needs its end first, so a compressed file is unpacked once.
            var plain = _spooled = Path.Combine(options.SpoolDirectory ?? Path.GetTempPath(), $"vedetta-{Guid.NewGuid():N}.upload");
            await using var from = new GZipStream(OpenFile(path), CompressionMode.Decompress);
            await using var to = new FileStream(plain, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1 << 16, FileOptions.Asynchronous);
            await from.CopyToAsync(to, cancel);
            path = plain;
        }

        return new TabularRowReader(await tabular.OpenAsync(path, cancel), zone, name => FlatColumns.AsText(source.Mapping, name));
    }

    /// <summary>A reader together with the stream it opened.</summary>
    private sealed class Owning(Stream stream, IRowReader reader) : IRowReader
    {
        public ValueTask<bool> ReadAsync(IRowSink sink, int rows, CancellationToken cancel) => reader.ReadAsync(sink, rows, cancel);

        public async ValueTask DisposeAsync()
        {
            await reader.DisposeAsync();
            await stream.DisposeAsync();
        }
    }

    /// <summary>A caller's stream, which is not ours to dispose.</summary>
    private sealed class Borrowed(Stream inner) : Stream
    {
        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override void Flush() => inner.Flush();

        public override int Read(byte[] buffer, int offset, int count) => inner.Read(buffer, offset, count);

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => inner.ReadAsync(buffer, cancellationToken);

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
