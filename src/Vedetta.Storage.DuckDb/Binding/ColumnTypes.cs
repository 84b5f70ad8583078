namespace Vedetta.Storage.DuckDb.Binding;

/// <summary>Which managed type is the memory layout of which column type.</summary>
internal static class ColumnTypes
{
    internal static bool Fits<T>(DuckDbType type)
        where T : unmanaged
        => type switch
        {
            DuckDbType.Double => typeof(T) == typeof(double),
            DuckDbType.Float => typeof(T) == typeof(float),
            DuckDbType.Boolean => typeof(T) == typeof(bool) || typeof(T) == typeof(byte),
            DuckDbType.TinyInt => typeof(T) == typeof(sbyte),
            DuckDbType.UTinyInt => typeof(T) == typeof(byte),
            DuckDbType.SmallInt => typeof(T) == typeof(short),
            DuckDbType.USmallInt => typeof(T) == typeof(ushort),
            DuckDbType.Integer or DuckDbType.Date => typeof(T) == typeof(int),
            DuckDbType.UInteger => typeof(T) == typeof(uint),
            DuckDbType.BigInt or DuckDbType.Time or DuckDbType.Timestamp or DuckDbType.TimestampTz or
                DuckDbType.TimestampSeconds or DuckDbType.TimestampMilliseconds or DuckDbType.TimestampNanoseconds => typeof(T) == typeof(long),
            DuckDbType.UBigInt => typeof(T) == typeof(ulong),
            DuckDbType.HugeInt => typeof(T) == typeof(Int128),
            DuckDbType.Uuid => typeof(T) == typeof(Int128) || typeof(T) == typeof(UInt128),
            _ => false,
        };
}
