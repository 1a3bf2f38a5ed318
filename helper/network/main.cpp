// SPDX-License-Identifier: GPL-3.0-or-later
// The helper of the private network: holds it as long as the program listens, or starts the observer in one that is
// held.
#include "helper/network/enter.h"
#include "helper/network/interfaces.h"
#include "helper/network/serve.h"
#include "helper/privileges.h"

#include <cstdio>
#include <cstring>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

namespace {

using namespace helper;

constexpr int kChannel = STDIN_FILENO;

bool isChannel(int descriptor)
{
    int domain = 0;
    int type = 0;
    socklen_t length = sizeof(int);
    return ::getsockopt(descriptor, SOL_SOCKET, SO_DOMAIN, &domain, &length) == 0 && domain == AF_UNIX &&
           ::getsockopt(descriptor, SOL_SOCKET, SO_TYPE, &type, &length) == 0 && type == SOCK_SEQPACKET;
}

int hold()
{
    StepResult start = enterNewNetwork();
    if (start.ok())
        start = bringLoopbackUp();
    const bool usable = start.ok();
    if (usable)
        start = routeSilentNetwork();
    dropCapabilities(); // a socket needs none
    endWithParent();
    if (!reportReady(kChannel, start) || !usable)
        return 1;
    serveSockets(kChannel);
    return 0;
}

} // namespace

int main(int argc, char** argv)
{
    endWithParent();
    ::umask(0077);
    if (argc > 1 && std::strcmp(argv[1], "--enter") == 0)
        return enterAndObserve({argv + 2, static_cast<std::size_t>(argc - 2)});
    if (argc > 1 || !isChannel(kChannel)) {
        std::fputs("socket-playground-network is started by socket-playground and serves it.\n", stderr);
        return 2;
    }
    return hold();
}
