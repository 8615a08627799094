// SPDX-License-Identifier: Apache-2.0
#include "jose/compression.h"

#include "jose/caps.h"

#include <algorithm>
#include <limits>
#include <zlib.h>

namespace twb::jose {

namespace {

constexpr int rawWindow = -15; // no zlib header
constexpr std::size_t longest = std::numeric_limits<uInt>::max();

} // namespace

Result<Secret> deflateRaw(ByteView octets) {
    z_stream stream{};
    if (octets.size() > longest / 2 ||
        deflateInit2(&stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, rawWindow, 8, Z_DEFAULT_STRATEGY) != Z_OK) {
        return fail(ErrorCode::CryptoBackend, "the text could not be compressed");
    }
    Bytes out(deflateBound(&stream, static_cast<uLong>(octets.size())));
    stream.next_in = const_cast<Bytef*>(octets.data());
    stream.avail_in = static_cast<uInt>(octets.size());
    stream.next_out = out.data();
    stream.avail_out = static_cast<uInt>(out.size());
    const int outcome = deflate(&stream, Z_FINISH);
    const std::size_t size = stream.total_out;
    deflateEnd(&stream);
    const Secret whole(std::move(out));
    if (outcome != Z_STREAM_END) {
        return fail(ErrorCode::CryptoBackend, "the text could not be compressed");
    }
    return Secret(whole.reveal().first(size));
}

Result<Secret> inflateRaw(ByteView compressed, std::size_t cap) {
    z_stream stream{};
    if (compressed.size() > longest || cap >= longest || inflateInit2(&stream, rawWindow) != Z_OK) {
        return fail(ErrorCode::CryptoBackend, "the text could not be decompressed");
    }
    stream.next_in = const_cast<Bytef*>(compressed.data());
    stream.avail_in = static_cast<uInt>(compressed.size());
    // Grown as it fills; each old buffer is wiped by its Secret. One octet above the cap shows that there is more.
    Secret held(Bytes(std::min<std::size_t>(cap + 1, std::max<std::size_t>(compressed.size() * 4, 256))));
    std::size_t used = 0;
    int outcome = Z_OK;
    while (true) {
        stream.next_out = const_cast<Bytef*>(held.reveal().data()) + used;
        stream.avail_out = static_cast<uInt>(held.size() - used);
        outcome = inflate(&stream, Z_FINISH);
        used = held.size() - stream.avail_out;
        if (outcome == Z_STREAM_END || stream.avail_out != 0 || held.size() > cap) {
            break;
        }
        Bytes larger(std::min(cap + 1, held.size() * 4));
        std::copy_n(held.reveal().begin(), used, larger.begin());
        held = Secret(std::move(larger));
    }
    const bool atEnd = outcome == Z_STREAM_END && stream.avail_in == 0;
    inflateEnd(&stream);
    if (used > cap) {
        return inflatesBeyond(cap);
    }
    if (!atEnd) {
        return fail(ErrorCode::TokenPayload, "\"zip\" is DEF, but the text is no complete DEFLATE data");
    }
    return Secret(held.reveal().first(used));
}

} // namespace twb::jose
