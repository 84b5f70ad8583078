using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace Vedetta.EndToEnd.Pages;

/// <summary>
/// Writes a picture of the browser again with a palette of 256 colours: pages have few colours, so it looks the same in
/// a third of the bytes. Reads the 8-bit RGB and RGBA pictures without interlacing that the browser makes.
/// </summary>
public static class Palette
{
    private const int Most = 256;
    private static readonly byte[] Signature = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A];

    /// <summary>The same picture in at most so many bytes where fewer colours reach that: a page full of text needs few shades.</summary>
    public static byte[] ShrinkTo(int bytes, byte[] png)
    {
        var colours = Most;
        var small = Shrink(png, colours);
        while (small.Length >= bytes && colours > 32) small = Shrink(png, colours /= 2);
        return small;
    }

    /// <summary>The same picture in fewer bytes.</summary>
    public static byte[] Shrink(byte[] png, int colours = Most)
    {
        var (width, height, pixels) = Read(png);
        var buckets = new Dictionary<int, (long R, long G, long B, int N)>();
        foreach (var pixel in pixels)
        {
            var key = Bucket(pixel);
            var sum = buckets.GetValueOrDefault(key);
            buckets[key] = (sum.R + (pixel >> 16 & 255), sum.G + (pixel >> 8 & 255), sum.B + (pixel & 255), sum.N + 1);
        }

        var palette = buckets.Values.OrderByDescending(b => b.N).Take(colours).Select(b => (R: (int)(b.R / b.N), G: (int)(b.G / b.N), B: (int)(b.B / b.N))).ToArray();
        var nearest = buckets.ToDictionary(b => b.Key, b => Nearest(palette, (int)(b.Value.R / b.Value.N), (int)(b.Value.G / b.Value.N), (int)(b.Value.B / b.Value.N)));
        var rows = new byte[height * (width + 1)];
        for (var y = 0; y < height; y++)
            for (var x = 0; x < width; x++)
                rows[(y * (width + 1)) + x + 1] = nearest[Bucket(pixels[(y * width) + x])];
        return Write(width, height, palette, rows);
    }

    private static int Bucket(int pixel) => (pixel >> 19 & 31) << 10 | (pixel >> 11 & 31) << 5 | (pixel >> 3 & 31);

    private static byte Nearest((int R, int G, int B)[] palette, int r, int g, int b)
    {
        var (best, distance) = (0, int.MaxValue);
        for (var i = 0; i < palette.Length; i++)
        {
            var (dr, dg, db) = (palette[i].R - r, palette[i].G - g, palette[i].B - b);
            var d = (3 * dr * dr) + (6 * dg * dg) + (db * db);
            if (d < distance) (best, distance) = (i, d);
        }

        return (byte)best;
    }

    private static (int Width, int Height, int[] Pixels) Read(byte[] png)
    {
        if (!png.AsSpan().StartsWith(Signature)) throw new FormatException("not a PNG");
        var (width, height, channels) = (0, 0, 3);
        using var data = new MemoryStream();
        for (var at = 8; at < png.Length;)
        {
            var length = BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(at));
            var kind = Encoding.ASCII.GetString(png, at + 4, 4);
            var body = png.AsSpan(at + 8, length);
            if (kind == "IHDR")
            {
                (width, height) = (BinaryPrimitives.ReadInt32BigEndian(body), BinaryPrimitives.ReadInt32BigEndian(body[4..]));
                if (body[8] != 8 || body[9] is not (2 or 6) || body[12] != 0) throw new FormatException("only 8-bit RGB and RGBA without interlacing are read");
                channels = body[9] == 2 ? 3 : 4;
            }
            else if (kind == "IDAT")
            {
                data.Write(body);
            }

            at += length + 12;
        }

        data.Position = 0;
        using var inflated = new ZLibStream(data, CompressionMode.Decompress);
        var (line, above) = (new byte[width * channels], new byte[width * channels]);
        var pixels = new int[width * height];
        for (var y = 0; y < height; y++)
        {
            var filter = inflated.ReadByte();
            inflated.ReadExactly(line);
            Unfilter(filter, line, above, channels);
            for (var x = 0; x < width; x++) pixels[(y * width) + x] = line[x * channels] << 16 | line[(x * channels) + 1] << 8 | line[(x * channels) + 2];
            (line, above) = (above, line);
        }

        return (width, height, pixels);
    }

    // The five filters of PNG (specification, 9.2).
    private static void Unfilter(int filter, byte[] line, byte[] above, int channels)
    {
        for (var i = 0; i < line.Length; i++)
        {
            var left = i >= channels ? line[i - channels] : 0;
            var corner = i >= channels ? above[i - channels] : 0;
            line[i] += (byte)(filter switch
            {
                1 => left,
                2 => above[i],
                3 => (left + above[i]) / 2,
                4 => Paeth(left, above[i], corner),
                _ => 0,
            });
        }
    }

    private static int Paeth(int left, int up, int corner)
    {
        var guess = left + up - corner;
        var (a, b, c) = (Math.Abs(guess - left), Math.Abs(guess - up), Math.Abs(guess - corner));
        return a <= b && a <= c ? left : b <= c ? up : corner;
    }

    private static byte[] Write(int width, int height, (int R, int G, int B)[] palette, byte[] rows)
    {
        using var file = new MemoryStream();
        file.Write(Signature);
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        (header[8], header[9]) = (8, 3);
        Chunk(file, "IHDR", header);
        Chunk(file, "PLTE", [.. palette.SelectMany(c => new[] { (byte)c.R, (byte)c.G, (byte)c.B })]);
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.SmallestSize, leaveOpen: true)) zlib.Write(rows);
        Chunk(file, "IDAT", packed.ToArray());
        Chunk(file, "IEND", []);
        return file.ToArray();
    }

    private static void Chunk(MemoryStream file, string kind, byte[] body)
    {
        Span<byte> word = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(word, body.Length);
        file.Write(word);
        byte[] checkedBytes = [.. Encoding.ASCII.GetBytes(kind), .. body];
        file.Write(checkedBytes);
        BinaryPrimitives.WriteUInt32BigEndian(word, Crc(checkedBytes));
        file.Write(word);
    }

    private static uint Crc(byte[] bytes)
    {
        var crc = uint.MaxValue;
        foreach (var b in bytes)
        {
            crc ^= b;
            for (var bit = 0; bit < 8; bit++) crc = (crc & 1) != 0 ? 0xEDB88320 ^ (crc >> 1) : crc >> 1;
        }

        return ~crc;
    }
}
