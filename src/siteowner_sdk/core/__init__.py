"""How a call is made, whatever the endpoint.

No module here knows an endpoint, and none does I/O: `engine` hands it to a transport.
"""
