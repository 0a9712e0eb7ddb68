#include "gpu/share/api/apiserver.h"

namespace ain::share {

namespace {

http::HttpOptions optionsOf(const http::ConnectionLimits &connections)
{
    http::HttpOptions options(connections);
    options.maxBody = 64LL * 1024;
    options.refusal = &ImagesApi::refusal;
    return options;
}

} // namespace

ApiServer::ApiServer(ImagesApiParts parts, const ImagesApiLimits &limits, const http::ConnectionLimits &connections)
    : m_api(std::move(parts), limits),
      m_server([this](const http::HttpRequest &request, const http::HttpReply &reply) { m_api.handle(request, reply); },
               optionsOf(connections))
{
    connect(&m_api, &ImagesApi::used, this, &ApiServer::used);
}

ApiServer::~ApiServer() { stop(); }

Result<> ApiServer::start(quint16 port) { return m_server.listen(port, http::HttpServer::loopback()); }

void ApiServer::stop() { m_server.close(); }

} // namespace ain::share
