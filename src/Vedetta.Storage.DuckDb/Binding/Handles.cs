using System.Runtime.InteropServices;

namespace Vedetta.Storage.DuckDb.Binding;

internal abstract class DuckDbHandle() : SafeHandle(0, ownsHandle: true)
{
    public sealed override bool IsInvalid => handle == 0;
}

internal sealed class DatabaseHandle : DuckDbHandle
{
    protected override bool ReleaseHandle()
    {
        Native.Close(ref handle);
        return true;
    }
}

internal sealed class ConfigHandle : DuckDbHandle
{
    protected override bool ReleaseHandle()
    {
        Native.DestroyConfig(ref handle);
        return true;
    }
}

internal sealed class ConnectionHandle : DuckDbHandle
{
    protected override bool ReleaseHandle()
    {
        Native.Disconnect(ref handle);
        return true;
    }
}

internal sealed class StatementHandle : DuckDbHandle
{
    protected override bool ReleaseHandle()
    {
        Native.DestroyPrepare(ref handle);
        return true;
    }
}

internal sealed class AppenderHandle : DuckDbHandle
{
    /// <summary>Frees the appender; the engine writes what it still holds, so an abandoned appender is cleared before.</summary>
    protected override bool ReleaseHandle()
    {
        _ = Native.AppenderDestroy(ref handle);
        return true;
    }
}

internal sealed class ChunkHandle : DuckDbHandle
{
    internal static ChunkHandle Own(nint chunk)
    {
        var owned = new ChunkHandle();
        owned.SetHandle(chunk);
        return owned;
    }

    internal nint Address => handle;

    protected override bool ReleaseHandle()
    {
        Native.DestroyDataChunk(ref handle);
        return true;
    }
}

/// <summary>A result lives in a struct of ours, kept in native memory so that its finalizer can free it.</summary>
internal sealed unsafe class ResultHandle : DuckDbHandle
{
    public ResultHandle() => SetHandle((nint)NativeMemory.AllocZeroed((nuint)sizeof(NativeResult)));

    internal NativeResult* Pointer => (NativeResult*)handle;

    protected override bool ReleaseHandle()
    {
        Native.DestroyResult((NativeResult*)handle);
        NativeMemory.Free((void*)handle);
        return true;
    }
}

/// <summary>The C API's <c>duckdb_result</c>; passed by value when chunks are fetched.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct NativeResult
{
    private nint columnCount;
    private nint rowCount;
    private nint rowsChanged;
    private nint columns;
    private nint errorMessage;
    private nint internalData;
}
