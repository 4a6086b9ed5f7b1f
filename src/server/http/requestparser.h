// Beast's parser of requests, as the front uses it. Not visible outside of this folder.
#pragma once

#include "server/http/http.h"

#include <boost/beast/core/buffers_range.hpp>
#include <boost/beast/http/parser.hpp>

namespace mimir::server {

// Beast's own string_body reserves what a peer declares before any of it has arrived.
struct GrowingBody {
    using value_type = std::string;
    class reader {
    public:
        template <bool isRequest, class Fields>
        reader(boost::beast::http::header<isRequest, Fields> &, value_type &body) : m_body(body)
        {
        }
        void init(const boost::optional<std::uint64_t> &, boost::system::error_code &error) { error = {}; }
        template <class Buffers>
        std::size_t put(const Buffers &buffers, boost::system::error_code &error)
        {
            std::size_t size = 0;
            for (const boost::asio::const_buffer buffer : boost::beast::buffers_range_ref(buffers)) {
                m_body.append(static_cast<const char *>(buffer.data()), buffer.size());
                size += buffer.size();
            }
            error = {};
            return size;
        }
        void finish(boost::system::error_code &error) { error = {}; }

    private:
        value_type &m_body;
    };
};
using RequestParser = boost::beast::http::request_parser<GrowingBody>;

/// The request that the head names; the body follows.
Request requestOf(const RequestParser &parser);

} // namespace mimir::server
