# Holds a network namespace, as the pause container of a Kubernetes Pod does.
ARG SDK_IMAGE
FROM ${SDK_IMAGE} AS build
RUN printf '#include <signal.h>\n#include <unistd.h>\nint main(void) { signal(SIGTERM, _exit); for (;;) pause(); }\n' > pause.c \
    && clang -O1 -static -o /pause pause.c
FROM scratch
COPY --from=build /pause /pause
USER 65535
ENTRYPOINT ["/pause"]
