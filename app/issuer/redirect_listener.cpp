// SPDX-License-Identifier: Apache-2.0
#include "issuer/redirect_listener.h"

#include "issuer/gate.h"
#include "issuer/http_server.h"
#include "issuer/pages.h"

#include <condition_variable>
#include <mutex>
#include <optional>

namespace twb::issuer {
namespace {

RedirectAnswer readAnswer(const Form& form) {
    RedirectAnswer answer;
    answer.code = form["code"];
    answer.state = form["state"];
    answer.iss = form["iss"];
    answer.error = form["error"];
    answer.errorDescription = form["error_description"];
    answer.parameters = form.items();
    return answer;
}

} // namespace

struct RedirectListener::State {
    std::string path;
    std::string authority;
    HttpServer server;
    std::mutex lock;
    std::condition_variable_any arrived;
    std::optional<RedirectAnswer> answer;

    Response take(const Request& request) {
        if (auto refused = gate::check(request, authority)) {
            return std::move(refused->response);
        }
        const bool read = request.method == "GET" || request.method == "POST";
        const Form form = Form::parse(request.method == "POST" ? std::string_view(request.body) : request.query());
        const bool isAnswer = form.has("code") || form.has("error") || form.has("response");
        if (!read || request.path() != path || !isAnswer) {
            return page::message(404, "Nothing here", "Token Workbench waits for a sign-in to come back.");
        }
        {
            const std::lock_guard guard(lock);
            if (answer) {
                return page::message(400, "Already answered",
                                     "This sign-in came back before. You can close this page.");
            }
            answer = readAnswer(form);
        }
        arrived.notify_all();
        return form.has("error")
                   ? page::message(200, "The sign-in was refused",
                                   "Token Workbench shows the reason. You can close this page.")
                   : page::message(200, "Signed in", "Token Workbench goes on from here. You can close this page.");
    }
};

RedirectListener::RedirectListener(std::unique_ptr<State> state)
    : m_state(std::move(state)) {}
RedirectListener::RedirectListener(RedirectListener&&) noexcept = default;
RedirectListener& RedirectListener::operator=(RedirectListener&&) noexcept = default;

RedirectListener::~RedirectListener() {
    if (m_state) {
        std::unique_lock guard(m_state->lock);
        const bool answered = m_state->answer.has_value();
        guard.unlock();
        if (answered) {
            m_state->server.settle(std::chrono::milliseconds(300)); // the browser still gets its page
        }
        m_state->server.stop(); // before the rest of the state goes: its threads use it
    }
}

Result<RedirectListener> RedirectListener::open(std::string path, int port) {
    auto state = std::make_unique<State>();
    state->path = std::move(path);
    State* const raw = state.get();
    std::unique_lock guard(raw->lock); // the first request waits until the authority is known
    const auto bound = state->server.start(port, [raw](const Request& request) {
        { const std::lock_guard known(raw->lock); }
        return raw->take(request);
    });
    if (!bound) {
        return passOn(bound);
    }
    raw->authority = "127.0.0.1:" + std::to_string(*bound);
    guard.unlock();
    return RedirectListener(std::move(state));
}

std::string RedirectListener::redirectUri() const {
    return "http://127.0.0.1:" + std::to_string(port()) + m_state->path;
}

int RedirectListener::port() const {
    return m_state->server.port();
}

Result<RedirectAnswer> RedirectListener::wait(std::chrono::milliseconds limit, std::stop_token stop) {
    std::unique_lock guard(m_state->lock);
    const bool there = m_state->arrived.wait_for(guard, stop, limit, [this] { return m_state->answer.has_value(); });
    if (there) {
        return *m_state->answer;
    }
    return fail(ErrorCode::Cancelled, stop.stop_requested() ? "the wait for the browser was stopped"
                                                            : "nothing came back from the browser in time");
}

} // namespace twb::issuer
