using System.Text;

namespace Vedetta.Storage.DuckDb.Files;

/// <summary>The engine takes a path for a pattern; here it always means one file.</summary>
internal static class ParquetPath
{
    internal static string Escape(string path)
    {
        var escaped = new StringBuilder(path.Length + 8);
        foreach (char c in path)
        {
            if (c is '*' or '?' or '[')
            {
                escaped.Append('[').Append(c).Append(']');
            }
            else
            {
                escaped.Append(c);
            }
        }

        return escaped.ToString();
    }
}
