# Writes OUTPUT, a header with the commit of SOURCE, if that has changed: -D GIT=… -D SOURCE=… -D OUTPUT=…
set(commit "")
if(GIT)
    execute_process(COMMAND ${GIT} -C ${SOURCE} rev-parse --show-cdup RESULT_VARIABLE failed
        OUTPUT_VARIABLE up OUTPUT_STRIP_TRAILING_WHITESPACE ERROR_QUIET)
    # A tree inside another project's checkout was not built from that project's commit.
    if(NOT failed AND up STREQUAL "")
        execute_process(COMMAND ${GIT} -C ${SOURCE} rev-parse --short=10 HEAD
            OUTPUT_VARIABLE commit OUTPUT_STRIP_TRAILING_WHITESPACE ERROR_QUIET)
        execute_process(COMMAND ${GIT} -C ${SOURCE} diff --quiet HEAD RESULT_VARIABLE changed ERROR_QUIET)
        if(commit AND changed)
            string(APPEND commit "+")
        endif()
    endif()
endif()
set(text "#define MIMIR_COMMIT \"${commit}\"\n")
set(before "")
if(EXISTS ${OUTPUT})
    file(READ ${OUTPUT} before)
endif()
if(NOT text STREQUAL before)
    file(WRITE ${OUTPUT} "${text}")
endif()
